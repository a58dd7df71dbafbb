#pragma once

#include <memory>
#include <span>
#include <vector>

#include "bench/measurements.hpp"
#include "exec/executor.hpp"
#include "model/job.hpp"
#include "model/options.hpp"

namespace resizer::bench {

/// A configuration that takes part in the measurement, and what runs it.
struct ConfiguredExecutor {
  Configuration configuration;
  std::unique_ptr<exec::Executor> executor;
};

/// What the executors are configured as, in their order.
std::vector<Configuration> configurations_of(std::span<const ConfiguredExecutor> executors);

/// How often a configuration is to run yet.
struct LaterRuns {
  Configuration configuration;
  unsigned count = 0;
};

/// A run that is about to begin.
struct RunHeading {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  bool is_warmup = false;
  unsigned round = 1;   ///< From 1; warm-ups are counted apart.
  unsigned rounds = 1;  ///< How many there are to be, of the same kind.
  /// What is to run after this one, warm-ups and measured rounds together.
  std::vector<LaterRuns> later{};
};

/// Is told in the parent what is going on. Must not throw.
class Observer : public exec::RunObserver {
 public:
  /// The inputs are about to be read into the file cache.
  virtual void on_warming() = 0;
  virtual void on_run_begin(const RunHeading& heading) = 0;
  virtual void on_run_end(const model::RunResult& result) = 0;
};

/// Lets the executors go through all jobs in rounds: options.warmup unmeasured ones, then options.runs measured ones.
/// In each round every executor runs once; in every second round the order is turned round, so that what drifts with
/// time (clock, heat, other load) meets all alike. Where runs are to be compared, every input is read once before the
/// first, so that it does not pay for the disk; with a cold cache, inputs are dropped from it before every run instead.
/// Stops after a run that did not go to its end. Throws what Executor::run throws.
Measurements measure(std::span<const ConfiguredExecutor> executors, std::span<const model::Job> jobs,
                     const model::RunOptions& options, Observer& observer);

}  // namespace resizer::bench
