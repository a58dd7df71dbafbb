#pragma once

#include <filesystem>

#include "model/options.hpp"
#include "planning/plan.hpp"

namespace resizer::app {

/// Leaves only the inputs in the plan that the report does not list as done, and warns if some are not there. Throws
/// util::Error naming the option and the file if it cannot be read, and if nothing is left.
void keep_only_failed(planning::Plan& plan, const std::filesystem::path& report, const model::OutputOptions& output);

}  // namespace resizer::app
