#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "util/life_lock.hpp"

namespace resizer::util {

/// A folder for incomplete files, or files shared between processes, readable by this user only. The destructor removes
/// it with its contents. Its random name keeps it apart from those of other processes, and its `lock` file proves that
/// its owner is alive, so that no other process, container or host takes it for stale.
class PrivateFolder {
 public:
  /// Creates `.rsz-` and 16 hexadecimal digits in `place`, after removing stale ones of this user. Throws Error.
  explicit PrivateFolder(const std::filesystem::path& place = std::filesystem::temp_directory_path());
  /// The same, with the lifetime of `sibling`: on one file system they share a lock, so that many folders need only one
  /// descriptor.
  PrivateFolder(const std::filesystem::path& place, const PrivateFolder& sibling);
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  const std::filesystem::path& path() const noexcept { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
  std::optional<LifeLock> lock_;  ///< None if a sibling's is shared.
};

/// Removes from `place` the private folders of this user whose owners are dead, and empty ones without a lock, whose
/// owners, if alive, create others. If a lock proves nothing (see Owner), a folder unchanged for a day counts as stale.
/// Does nothing if `place` cannot be read.
void remove_stale_folders(const std::filesystem::path& place) noexcept;

}  // namespace resizer::util
