#pragma once

#include "model/options.hpp"
#include "model/sandbox.hpp"

/// Checks of the system before a run.
namespace resizer::app {

/// Raises the limit of open files, if necessary, to what supervising `workers` processes takes. Throws
/// util::Error(usage) naming --jobs and the limit if the system does not allow it.
void require_open_files(unsigned workers);

/// The sandbox for the workers. Throws util::Error(usage) if --sandbox requires more than is available.
model::SandboxSupport choose_sandbox(model::SandboxMode mode);

}  // namespace resizer::app
