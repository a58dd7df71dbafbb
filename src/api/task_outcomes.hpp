#pragma once

#include <string>

#include "model/outcome.hpp"
#include "model/run_result.hpp"
#include "resizer/task_pool.hpp"

namespace resizer::api {

/// `result` is what the task returned, if it is done.
task_pool::Outcome to_public(const model::JobOutcome& outcome, std::string result);

/// Converts a run without its outcomes.
task_pool::Run to_public(const model::RunResult& run);

}  // namespace resizer::api
