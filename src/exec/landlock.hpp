#pragma once

#include <cstdint>
#include <filesystem>

#include "util/fd.hpp"

namespace resizer::exec {

/// The version of the kernel's Landlock interface, 1 and up. Throws util::Error when the kernel has none or it is off.
int landlock_abi();

/// A Landlock ruleset (landlock(7); the kernel's Documentation/userspace-api/landlock.rst): what it does not allow is
/// forbidden, among all that the kernel's version can forbid. That includes TCP from version 4 on, and signals to other
/// processes and abstract Unix sockets from version 6 on.
class LandlockRuleset {
 public:
  /// Allows nothing at first. `abi` is what landlock_abi() returned. Throws util::Error.
  explicit LandlockRuleset(int abi);

  /// Allows `rights`, LANDLOCK_ACCESS_FS_* of version 1, in `folder` and all below it. A folder that cannot be opened
  /// is passed over: nothing in it could be opened either. Throws util::Error.
  void allow(const std::filesystem::path& folder, std::uint64_t rights);

  /// Confines the calling process, for good. It has given up new privileges before. Throws util::Error.
  void restrict_self() const;

 private:
  util::Fd fd_;
};

}  // namespace resizer::exec
