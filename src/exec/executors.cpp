#include <algorithm>
#include <utility>

#include "exec/executor.hpp"
#include "exec/supervisor.hpp"
#include "exec/worker_process.hpp"
#include "util/allowance.hpp"
#include "util/error.hpp"

namespace resizer::exec {
namespace {

class SupervisedExecutor final : public Executor {
 public:
  explicit SupervisedExecutor(RunSetup setup) : setup_(std::move(setup)) {}
  model::RunResult run(std::span<const model::Job> jobs, RunObserver& observer) override {
    return Supervisor(setup_, jobs, observer).run();
  }

 private:
  RunSetup setup_;
};

RunSetup setup_run(model::Execution execution, unsigned workers, JobFunction job_function,
                   const ExecutorOptions& options) {
  const std::uint64_t available_bytes = util::memory_allowance().bytes();
  MemoryPlan memory = plan_memory(available_bytes, options.control.memory_limit_bytes, workers);
  memory.worker_limit_bytes = std::min(memory.worker_limit_bytes, inherited_memory_limit());
  memory.unreserved_bytes = std::min(memory.unreserved_bytes, memory.worker_limit_bytes);
  return {.execution = execution,
          .workers = workers,
          .job_function = std::move(job_function),
          .control = options.control,
          .memory = memory,
          .probe = {},
          .sandbox = options.sandbox,
          .dates = options.keep_dates ? Dates::of_input : Dates::of_work,
          .cpus_of_workers = options.cpus_of_workers};
}

}  // namespace

std::unique_ptr<Executor> make_sequential_executor(JobFunction job_function, const ExecutorOptions& options) {
  return std::make_unique<SupervisedExecutor>(
      setup_run(model::Execution::sequential, 1, std::move(job_function), options));
}

std::unique_ptr<Executor> make_process_pool(JobFunction job_function, unsigned workers,
                                            const ExecutorOptions& options) {
  if (workers == 0) throw util::Error(util::ErrorCode::usage, "a process pool needs at least one worker");
  return std::make_unique<SupervisedExecutor>(
      setup_run(model::Execution::parallel, workers, std::move(job_function), options));
}

}  // namespace resizer::exec
