#pragma once

#include <filesystem>

#include "resizer/util/fd.hpp"

namespace resizer::util {

/// A locked file (flock(2)) that proves, across containers and hosts that share the folder, that whoever made it lives:
/// the kernel releases the lock however the process ends. The file holds the boot id of the kernel that knows the lock,
/// as some network file systems lock within one host only; it is empty where the file system has no locks.
class LifeLock {
 public:
  /// Makes `file`, which must not exist. Where it cannot be made or locked, nothing is proved.
  explicit LifeLock(const std::filesystem::path& file) noexcept;

 private:
  Fd file_;
};

enum class Owner {
  alive,
  dead,
  unknown,  ///< No lock could be taken, or it proves nothing here.
};

/// What the lock file tells of its maker.
Owner owner_of(const std::filesystem::path& lock_file);

}  // namespace resizer::util
