#include "exec/probed_executor.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "exec/scripted_batch.hpp"

namespace resizer::exec {
namespace {

RunSetup setup_for(unsigned workers, const MemoryPlan& memory, const model::ControlOptions& control) {
  const auto execution = workers == 0 ? model::Execution::sequential : model::Execution::parallel;
  return {.execution = execution,
          .workers = std::max(1U, workers),
          .job_function = obey,
          .control = control,
          .memory = memory,
          .probe = {},
          .respawns = RespawnLimiter(std::chrono::milliseconds(20))};
}

}  // namespace

MemoryPlan small_machine(unsigned workers) noexcept {
  constexpr std::uint64_t kGigabyte = 1'000'000'000;
  return plan_memory(kGigabyte, std::nullopt, std::max(1U, workers));
}

ProbedExecutor::ProbedExecutor(unsigned workers, WorkerProbe probe, const model::ControlOptions& control)
    : setup_(setup_for(workers, small_machine(workers), control)) {
  setup_.probe = std::move(probe);
}

ProbedExecutor::ProbedExecutor(unsigned workers, const MemoryPlan& memory, const model::ControlOptions& control)
    : setup_(setup_for(workers, memory, control)) {}

model::RunResult ProbedExecutor::run(std::span<const model::Job> jobs, RunObserver& observer) {
  return Supervisor(setup_, jobs, observer).run();
}

}  // namespace resizer::exec
