#pragma once

#include "model/sandbox.hpp"

namespace resizer::exec {

/// What this build on this system can confine workers with: each layer is tried in a child of its own. Parent: call it
/// while the process has no other threads. Throws util::Error when no child can be started.
model::SandboxSupport sandbox_support();

}  // namespace resizer::exec
