#pragma once

#include <filesystem>
#include <optional>

#include "util/fd.hpp"

namespace resizer::util {

/// A locked file (flock(2)) that proves, across containers and hosts that share the folder, that whoever made it lives:
/// the kernel releases the lock however the process ends. The file holds the boot id of the kernel that knows the lock,
/// as some network file systems lock within one host only.
class LifeLock {
 public:
  /// Makes `file`, which must not exist, and locks it. Nothing if someone else took the file or its folder for left
  /// behind before it was locked. Where the file system has no locks, the file is made and proves nothing. Throws Error
  /// if the file cannot be made.
  static std::optional<LifeLock> make(const std::filesystem::path& file);

 private:
  explicit LifeLock(Fd file) noexcept : file_(std::move(file)) {}

  Fd file_;
};

enum class Owner {
  alive,
  dead,
  unknown,  ///< No lock could be taken, or it proves nothing here.
};

/// What a lock file says of its maker.
struct Ownership {
  Owner owner = Owner::unknown;
  Fd claim{};  ///< The lock, held, if the owner is dead: no other process takes what it left behind.
};

Ownership inspect_lock(const std::filesystem::path& lock_file);

}  // namespace resizer::util
