#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace resizer::util {

struct Mount {
  std::filesystem::path root;   ///< What of the file system is seen here: "/", or a folder in it.
  std::filesystem::path point;  ///< Where it is seen.
  std::string type;
  std::string options;  ///< Of the file system: for cgroup v1, its controllers among others, separated by commas.
};

/// What is mounted where, as the calling process sees it (proc(5), /proc/self/mountinfo).
class MountTable {
 public:
  /// `root` stands in for / in tests; paths asked for are not below it.
  explicit MountTable(const std::filesystem::path& root = "/");

  /// In the order in which they were mounted.
  const std::vector<Mount>& mounts() const noexcept { return mounts_; }

  /// The type of the file system that a path lies on, or would lie on: "ext4", "nfs4". None when unknown.
  std::optional<std::string> type_at(const std::filesystem::path& path) const;

 private:
  std::vector<Mount> mounts_;
};

}  // namespace resizer::util
