#pragma once

#include <filesystem>
#include <optional>

#include "util/fd.hpp"

namespace resizer::util {

/// A locked file (flock(2)) that proves to other processes, containers and hosts that its owner is alive: the kernel
/// releases the lock however the process ends. The file holds the boot id of the locking kernel, as some network file
/// systems lock within one host only.
class LifeLock {
 public:
  /// Creates and locks `file`, which must not exist. Returns nothing if another process removed the file or its folder
  /// as stale before it was locked. On a file system without locks the file proves nothing. Throws Error if the file
  /// cannot be created.
  static std::optional<LifeLock> make(const std::filesystem::path& file);

 private:
  explicit LifeLock(Fd file) noexcept : file_(std::move(file)) {}

  Fd file_;
};

enum class Owner {
  alive,
  dead,
  unknown,  ///< The lock proves nothing here.
};

/// What a lock file says about its owner.
struct Ownership {
  Owner owner = Owner::unknown;
  Fd claim{};  ///< If the owner is dead: its lock, now held here, so that only this process cleans up.
};

Ownership inspect_lock(const std::filesystem::path& lock_file);

}  // namespace resizer::util
