#pragma once

#include <vector>

#include "api/task_results.hpp"
#include "exec/executor.hpp"
#include "model/job.hpp"
#include "resizer/task_pool.hpp"

namespace resizer::api {

/// The job function: jobs[i] is tasks[i], and its result goes to `results`. All of them outlive it and are not moved.
struct TaskWork {
  const std::vector<task_pool::Task>& tasks;
  const std::vector<model::Job>& jobs;
  const task_pool::Function& function;
  const TaskResults& results;
};

exec::JobFunction job_function(const TaskWork& work);

}  // namespace resizer::api
