#pragma once

#include <string>

namespace resizer::model {

/// What confines the workers of a run; nothing by default.
struct SandboxLayers {
  /// The version of Landlock's interface (1 and up) that closes the file system; 0: it is open.
  int landlock_abi = 0;
  /// Whether seccomp ends a worker at the first system call that it has no need of.
  bool seccomp = false;

  friend bool operator==(const SandboxLayers&, const SandboxLayers&) = default;
};

/// The layers that are to be had.
struct SandboxSupport {
  SandboxLayers layers;
  /// Which layers are not, and why; empty when none was missed.
  std::string missing;
};

}  // namespace resizer::model
