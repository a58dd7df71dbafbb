#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "util/life_lock.hpp"

namespace resizer::util {

/// A folder for files that are not complete yet, or that pass between processes; only this user can look into it. It is
/// removed at the end with all that is in it. Its name has a random part and its `lock` file proves that its maker
/// lives, so that no other process, container or host takes it for its own or for left behind.
class PrivateFolder {
 public:
  /// Makes `.rsz-` and 16 hexadecimal digits in `place`, after removing what dead processes of this user have left
  /// there. Throws Error.
  explicit PrivateFolder(const std::filesystem::path& place = std::filesystem::temp_directory_path());
  /// The same, living as long as `sibling`: they share a lock where they share a file system, so that many folders need
  /// one descriptor.
  PrivateFolder(const std::filesystem::path& place, const PrivateFolder& sibling);
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  const std::filesystem::path& path() const noexcept { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
  std::optional<LifeLock> lock_;  ///< None where a sibling's is shared.
};

/// Removes from `place` the private folders of this user whose makers are dead: empty ones without a lock too, whose
/// makers, if alive, make others. Where a lock proves nothing (see Owner), one in which nothing has changed for a day
/// counts as such. Nothing happens where `place` cannot be read.
void remove_stale_folders(const std::filesystem::path& place) noexcept;

}  // namespace resizer::util
