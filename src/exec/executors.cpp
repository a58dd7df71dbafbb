#include <utility>

#include "exec/supervisor.hpp"
#include "resizer/exec/executor.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/memory_allowance.hpp"

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
                   const model::ControlOptions& control, model::SandboxLayers sandbox) {
  const std::uint64_t available_bytes = util::memory_allowance().bytes();
  return {execution,
          workers,
          std::move(job_function),
          control,
          plan_memory(available_bytes, control.memory_limit_bytes, workers),
          {},
          sandbox};
}

}  // namespace

std::unique_ptr<Executor> make_sequential_executor(JobFunction job_function, const model::ControlOptions& control,
                                                   model::SandboxLayers sandbox) {
  return std::make_unique<SupervisedExecutor>(
      setup_run(model::Execution::sequential, 1, std::move(job_function), control, sandbox));
}

std::unique_ptr<Executor> make_process_pool(JobFunction job_function, unsigned workers,
                                            const model::ControlOptions& control, model::SandboxLayers sandbox) {
  if (workers == 0) throw util::Error(util::ErrorCode::usage, "a process pool needs at least one worker");
  return std::make_unique<SupervisedExecutor>(
      setup_run(model::Execution::parallel, workers, std::move(job_function), control, sandbox));
}

}  // namespace resizer::exec
