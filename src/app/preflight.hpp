#pragma once

#include "model/options.hpp"
#include "model/sandbox.hpp"
#include "planning/plan.hpp"

/// Checks of the system before a run.
namespace resizer::app {

/// Raises the limit of open files, if necessary, to what supervising `workers` processes takes. Throws
/// util::Error(usage) naming --jobs and the limit if the system does not allow it.
void require_open_files(unsigned workers);

/// Refuses what is known to fail before any work: outputs and reports that cannot be written, and a disk that is likely
/// to get full. Throws util::Error naming the path.
void check_plan(const model::Options& options, const planning::Plan& plan);

/// The sandbox for the workers. Throws util::Error(usage) if --sandbox requires more than is available.
model::SandboxSupport choose_sandbox(model::SandboxMode mode);

}  // namespace resizer::app
