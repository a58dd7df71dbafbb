#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace resizer::util {

struct Mount {
  std::filesystem::path root;   ///< The mounted folder of the file system; "/" is all of it.
  std::filesystem::path point;  ///< Where it is mounted.
  std::string type;
  std::string options;  ///< Of the file system, comma-separated: for cgroup v1, its controllers among others.
};

/// What is mounted where, as the calling process sees it (proc(5), /proc/self/mountinfo).
class MountTable {
 public:
  /// `root` replaces / in tests; queried paths are not below it.
  explicit MountTable(const std::filesystem::path& root = "/");

  /// In the order in which they were mounted.
  const std::vector<Mount>& mounts() const noexcept { return mounts_; }

  /// The file system type of a path, existing or not: "ext4", "nfs4". None if unknown.
  std::optional<std::string> type_at(const std::filesystem::path& path) const;

 private:
  std::vector<Mount> mounts_;
};

}  // namespace resizer::util
