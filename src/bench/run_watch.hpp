#pragma once

#include <optional>

#include "bench/measurements.hpp"
#include "exec/executor.hpp"
#include "machine/sampler.hpp"

namespace resizer::bench {

/// Observes the machine at both ends of a run and at its ticks, about ten times a second, and passes everything on to
/// another observer. Where a sample takes long, as with hundreds of CPUs, ticks are left out so that all samples take a
/// thousandth of the time at most. Without a sampler it only passes on.
class RunWatch final : public exec::RunObserver {
 public:
  /// `before`: the state at the end of the run before, if there was one.
  RunWatch(machine::Sampler* sampler, exec::RunObserver& next, std::optional<machine::State> before);

  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override {
    next_.on_outcome(job_index, outcome);
  }
  void on_tick() override;
  void on_suspend() override { next_.on_suspend(); }

  /// Call it when the run has ended. Fills in all but the cached inputs.
  void finish(RunConditions& conditions);
  /// After finish(): at the end of the run; none without a sampler.
  std::optional<machine::State> state() const { return last_ ? std::optional(last_->state) : std::nullopt; }

 private:
  void observe(machine::Sample sample);
  void add_load(std::chrono::nanoseconds at, machine::CoreLoad load);

  machine::Sampler* sampler_;
  exec::RunObserver& next_;
  std::optional<machine::Sample> first_;
  std::optional<machine::Sample> last_;
  std::vector<TimedEvent> events_;
  std::vector<LoadAt> loads_;
  std::int64_t ticks_to_skip_ = 0;
  std::size_t ticks_per_load_ = 1;
  std::size_t ticks_ = 0;                     ///< Since the last load.
  std::optional<machine::CpuSample> loaded_;  ///< At the last load.
};

}  // namespace resizer::bench
