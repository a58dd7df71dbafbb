#include <utility>

#include "exec/supervisor.hpp"
#include "resizer/exec/executor.hpp"
#include "resizer/util/error.hpp"

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

}  // namespace

std::unique_ptr<Executor> make_sequential_executor(JobFunction job_function) {
  return std::make_unique<SupervisedExecutor>(RunSetup{model::Execution::sequential, 1, std::move(job_function), {}});
}

std::unique_ptr<Executor> make_process_pool(JobFunction job_function, unsigned workers) {
  if (workers == 0) throw util::Error(util::ErrorCode::usage, "a process pool needs at least one worker");
  return std::make_unique<SupervisedExecutor>(
      RunSetup{model::Execution::parallel, workers, std::move(job_function), {}});
}

}  // namespace resizer::exec
