#pragma once

#include <cstdint>
#include <filesystem>

#include "util/fd.hpp"

namespace resizer::exec {

/// The version of the kernel's Landlock ABI, 1 and up. Throws util::Error if the kernel has none or it is disabled.
int landlock_abi();

/// A Landlock ruleset (landlock(7); the kernel's Documentation/userspace-api/landlock.rst). It denies everything that
/// the kernel's version can restrict, unless allowed. That includes TCP from version 4 on, and signals to other
/// processes and abstract Unix sockets from version 6 on.
class LandlockRuleset {
 public:
  /// Allows nothing at first. `abi` is what landlock_abi() returned. Throws util::Error.
  explicit LandlockRuleset(int abi);

  /// Allows `rights`, LANDLOCK_ACCESS_FS_* of version 1, in `folder` and below. A folder that cannot be opened is
  /// skipped: nothing in it could be opened either. Throws util::Error.
  void allow(const std::filesystem::path& folder, std::uint64_t rights);

  /// Restricts the calling process, irrevocably. Requires no_new_privs. Throws util::Error.
  void restrict_self() const;

 private:
  util::Fd fd_;
};

}  // namespace resizer::exec
