#pragma once

#include "model/options.hpp"

namespace resizer::app {

/// Checks the reports options.paths.inputs against the plan, says what is missing and what failed, writes the merged
/// report, and returns the exit status.
int merge_reports(const model::Options& options);

}  // namespace resizer::app
