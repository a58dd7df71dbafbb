#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace resizer::util {

/// What is mounted where, as the calling process sees it (proc(5), /proc/self/mountinfo).
class MountTable {
 public:
  /// `root` stands in for / in tests; paths asked for are not below it.
  explicit MountTable(const std::filesystem::path& root = "/");

  /// The type of the file system that a path lies on, or would lie on: "ext4", "nfs4". None when unknown.
  std::optional<std::string> type_at(const std::filesystem::path& path) const;

 private:
  struct Mount {
    std::filesystem::path point;
    std::string type;
  };
  std::vector<Mount> mounts_;
};

}  // namespace resizer::util
