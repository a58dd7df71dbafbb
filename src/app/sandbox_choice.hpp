#pragma once

#include "model/options.hpp"
#include "model/sandbox.hpp"

namespace resizer::app {

/// The sandbox for the workers. Throws util::Error(usage) if --sandbox requires more than is available.
model::SandboxSupport choose_sandbox(model::SandboxMode mode);

}  // namespace resizer::app
