#pragma once

#include <vector>

#include "model/job.hpp"
#include "resizer/task_pool.hpp"

namespace resizer::api {

/// The tasks as jobs, in their order. Throws util::Error for a list that makes no sense.
std::vector<model::Job> to_jobs(const std::vector<task_pool::Task>& tasks);

/// A fork copies the calling thread only: locks that others hold would stay locked for ever in the workers. Throws
/// util::Error(usage) where there are others.
void require_one_thread();

}  // namespace resizer::api
