#pragma once

#include <memory>
#include <span>
#include <vector>

#include "bench/measurements.hpp"
#include "bench/other_program.hpp"
#include "exec/executor.hpp"
#include "machine/sampler.hpp"
#include "model/job.hpp"
#include "model/options.hpp"

namespace resizer::bench {

/// A configuration to measure, and its executor.
struct ConfiguredExecutor {
  Configuration configuration;
  std::unique_ptr<exec::Executor> executor;
};

/// The configurations of the executors, in order.
std::vector<Configuration> configurations_of(std::span<const ConfiguredExecutor> executors);

/// How many runs of a configuration are left.
struct LaterRuns {
  Configuration configuration;
  unsigned count = 0;
};

/// A run about to start.
struct RunHeading {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  bool is_warmup = false;
  unsigned round = 1;   ///< From 1; warm-ups are counted separately.
  unsigned rounds = 1;  ///< The total of this kind.
  /// Whether the number of measured rounds follows from what is measured: then it is what is expected so far.
  bool is_estimate = false;
  /// What runs after this one, warm-ups and measured rounds together.
  std::vector<LaterRuns> later{};
};

/// Is called in the parent. Must not throw.
class Observer : public exec::RunObserver {
 public:
  /// The inputs are about to be read into the file cache.
  virtual void on_warming() = 0;
  virtual void on_run_begin(const RunHeading& heading) = 0;
  /// The other program is about to do the same run.
  virtual void on_other_run(const RunHeading& heading) = 0;
  virtual void on_run_end(const model::RunResult& result) = 0;
};

/// What accompanies the runs; each may be missing.
struct Companions {
  machine::Sampler* sampler = nullptr;  ///< Observes the machine at both ends of every run.
  OtherProgram* other = nullptr;        ///< Does each run too.
};

/// Runs all jobs in rounds: options.warmup unmeasured ones, then options.runs measured ones, or with AutoRuns as many
/// as plan_rounds() asks for, which leaves out those at the start that it takes for a warm-up. In each round every
/// executor runs once, and right before or after it the other program, if there is one; every second round is in
/// reverse order, so that drift (clock, heat, other load) affects all alike. If runs are compared, every input is read
/// once before the first, so that it does not pay for the disk; with a cold cache, inputs are dropped from the cache
/// before every run instead. Stops after an incomplete run. Throws what Executor::run throws.
Measurements measure(std::span<const ConfiguredExecutor> executors, std::span<const model::Job> jobs,
                     const model::RunOptions& options, Observer& observer, const Companions& companions = {});

}  // namespace resizer::bench
