#pragma once

#include <cstddef>
#include <functional>
#include <utility>

#include "exec/supervisor.hpp"

namespace resizer::exec {

/// The memory plan of a machine with 1 GB.
MemoryPlan small_machine(unsigned workers) noexcept;

/// An executor whose workers call a probe at every step, on a machine with little memory.
class ProbedExecutor final : public Executor {
 public:
  /// 0 workers mean the sequential executor.
  ProbedExecutor(unsigned workers, WorkerProbe probe, const model::ControlOptions& control = {});
  ProbedExecutor(unsigned workers, std::function<void(WorkerStep step, std::size_t job)> probe,
                 const model::ControlOptions& control = {})
      : ProbedExecutor(
            workers,
            [probe = std::move(probe)](WorkerStep step, std::size_t job, const SharedState& /*shared*/) {
              probe(step, job);
            },
            control) {}
  /// As the product's own, with this much memory.
  ProbedExecutor(unsigned workers, const MemoryPlan& memory, const model::ControlOptions& control = {});

  model::RunResult run(std::span<const model::Job> jobs, RunObserver& observer) override;

 private:
  RunSetup setup_;
};

}  // namespace resizer::exec
