#pragma once

#include "model/sandbox.hpp"

namespace resizer::exec {

/// The layers of the sandbox that work on this system, each tried in a child process. Call it while the process has no
/// other threads. Throws util::Error if no child can be started.
model::SandboxSupport sandbox_support();

}  // namespace resizer::exec
