#pragma once

#include "model/options.hpp"
#include "model/sandbox.hpp"

namespace resizer::app {

/// What the workers are to be confined by. Throws util::Error(usage) when --sandbox requires more than there is.
model::SandboxSupport choose_sandbox(model::SandboxMode mode);

}  // namespace resizer::app
