#pragma once

#include <vector>

#include "model/job.hpp"
#include "resizer/task_pool.hpp"

namespace resizer::api {

/// The tasks as jobs, in order. Throws util::Error for an invalid list.
std::vector<model::Job> to_jobs(const std::vector<task_pool::Task>& tasks);

/// Throws util::Error(usage) if the process has other threads: fork copies only the calling one, and locks held by the
/// others would stay locked in the workers.
void require_one_thread();

}  // namespace resizer::api
