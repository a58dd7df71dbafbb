#pragma once

#include <memory>
#include <span>

#include "resizer/bench/measurements.hpp"
#include "resizer/exec/executor.hpp"
#include "resizer/model/job.hpp"

namespace resizer::bench {

/// One way of doing all jobs that takes part in the measurement.
struct Contender {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  std::unique_ptr<exec::Executor> executor;
};

/// Is told in the parent what is going on. Must not throw.
class Observer : public exec::RunObserver {
 public:
  /// The inputs are about to be read into the file cache.
  virtual void on_warming() = 0;
  virtual void on_run_begin(const Contender& contender) = 0;
  virtual void on_run_end(const model::RunResult& result) = 0;
};

/// Lets each contender go through all jobs, one after the other. With two contenders or more every input is read once
/// before, so that the first does not pay for the disk. Stops after a run that was interrupted by a signal.
/// Throws what Executor::run throws.
Measurements measure(std::span<const Contender> contenders, std::span<const model::Job> jobs, Observer& observer);

}  // namespace resizer::bench
