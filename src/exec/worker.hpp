#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "exec/executor.hpp"
#include "exec/job_meter.hpp"
#include "exec/job_source.hpp"
#include "exec/memory_budget.hpp"
#include "exec/sandbox.hpp"
#include "exec/shared_state.hpp"
#include "exec/staging.hpp"
#include "model/job.hpp"

namespace resizer::exec {

/// The steps of a job between which a worker may die.
enum class WorkerStep : std::uint8_t {
  took_index,  ///< The job has left the queue, its slot is still free.
  claimed,     ///< The slot says so.
  failing,     ///< Something was thrown; the slot says claimed.
  ended,       ///< The slot says committed or failed, the parent has not been notified.
};

/// Called in the worker at each step, for tests that make it die or lie there. Otherwise empty.
using WorkerProbe = std::function<void(WorkerStep step, std::size_t job_index, const SharedState& shared)>;

/// What every worker of a run inherits from the parent.
struct WorkerContext {
  std::span<const model::Job> jobs;
  const JobFunction& job_function;
  const WorkerProbe& probe;
  model::Halt halt;
  MemoryPlan memory;
  const SharedState& shared;
  JobSource& source;
  const Staging& staging;
  const Sandbox& sandbox;
  const std::vector<std::vector<unsigned>>& cpus_of_workers;  ///< Of ExecutorOptions.
  pid_t parent;
  int messages_fd;  ///< The write end of the pipe.
};

/// Exit statuses of a worker. None is 0, so that a job function that calls exit(0) does not pass for finished.
enum class WorkerExit : std::uint8_t {
  finished = 64,       ///< The source is exhausted, or the run was stopped.
  out_of_memory = 65,  ///< An allocation failed: some codecs are in an undefined state afterwards.
  not_set_up = 66,     ///< Its setup failed; its note says why.
};

/// Worker: does jobs until there are no more. `meter` is of this process.
WorkerExit work(const WorkerContext& context, std::uint32_t worker, JobMeter& meter);

}  // namespace resizer::exec
