#pragma once

#include <string>

namespace resizer::model {

/// What confines the workers of a run; nothing by default.
struct SandboxLayers {
  /// The version of the Landlock ABI in use, 1 and up; 0: none.
  int landlock_abi = 0;
  /// Whether seccomp kills a worker at the first system call that is not allowed.
  bool seccomp = false;

  friend bool operator==(const SandboxLayers&, const SandboxLayers&) = default;
};

/// The layers that are available.
struct SandboxSupport {
  SandboxLayers layers;
  /// Which layers are unavailable, and why; empty if none.
  std::string missing;
};

}  // namespace resizer::model
