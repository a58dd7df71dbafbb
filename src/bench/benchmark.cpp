#include "bench/benchmark.hpp"

#include <algorithm>
#include <csignal>

#include "bench/file_cache.hpp"
#include "bench/round_plan.hpp"
#include "bench/run_watch.hpp"
#include "util/clock.hpp"
#include "util/signals.hpp"

namespace resizer::bench {
namespace {

/// The rounds of one measurement.
class Rounds {
 public:
  Rounds(std::span<const ConfiguredExecutor> executors, std::span<const model::Job> jobs,
         const model::RunOptions& options, Observer& observer, const Companions& companions)
      : executors_(executors), jobs_(jobs), options_(options), observer_(observer), companions_(companions) {
    for (const auto& [configuration, executor] : executors) {
      measured_.series.push_back(
          {.execution = configuration.execution, .workers = configuration.workers, .runs = {}, .conditions = {}});
    }
  }

  Measurements run() {
    prepare_cache();
    for (unsigned round = 0; round < options_.warmup; ++round) run_round(round, true);
    if (is_auto()) {
      run_auto_rounds();
    } else {
      for (unsigned round = 0; round < rounds_; ++round) run_round(round, false);
    }
    return std::move(measured_);
  }

 private:
  bool is_auto() const { return std::holds_alternative<model::AutoRuns>(options_.runs); }

  void prepare_cache() {
    const bool compares = executors_.size() > 1 || rounds_ > 1 || companions_.other != nullptr;
    if (options_.cache == model::Cache::cold) {
      measured_.file_cache = FileCache::dropped;
    } else if (compares) {
      observer_.on_warming();
      warm_file_cache(jobs_, signals_);
      measured_.file_cache = FileCache::warmed;
    }
  }

  void run_auto_rounds() {
    if (executors_.empty()) return;
    const util::Clock::time_point begun = util::Clock::now();
    for (unsigned round = 0; is_complete(measured_); ++round) {
      const RoundTimes times = times_of(measured_);
      const std::chrono::nanoseconds elapsed = util::Clock::now() - begun;
      const RoundPlan plan = plan_rounds(times, goal_of(options_), elapsed);
      if (plan.end) return leave_out(plan.warmup_rounds, *plan.end);
      rounds_ = static_cast<unsigned>(expect_rounds(times, plan, options_.precision, elapsed));
      run_round(round, false);
    }
  }

  void leave_out(std::size_t warmup_rounds, RoundsEnd end) {
    const auto leave_out_of = [warmup_rounds](auto& items) {
      items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(std::min(warmup_rounds, items.size())));
    };
    for (Series& series : measured_.series) {
      leave_out_of(series.runs);
      leave_out_of(series.conditions);
      leave_out_of(series.other_runs);
    }
    measured_.found_warmup_rounds = warmup_rounds;
    measured_.rounds_end = end;
  }

  void run_round(unsigned round, bool is_warmup) {
    for (std::size_t k = 0; k < executors_.size(); ++k) {
      if (!is_complete(measured_)) return;
      const std::size_t index = round % 2 == 0 ? k : executors_.size() - 1 - k;
      run_both(index, {.execution = executors_[index].configuration.execution,
                       .workers = executors_[index].configuration.workers,
                       .is_warmup = is_warmup,
                       .round = round + 1,
                       .rounds = is_warmup ? options_.warmup : rounds_,
                       .is_estimate = is_auto(),
                       .later = later_runs(round, k, is_warmup)});
    }
  }

  /// What is left after run `done` of its round.
  std::vector<LaterRuns> later_runs(unsigned round, std::size_t done, bool is_warmup) const {
    const unsigned rounds = is_warmup ? options_.warmup - 1 - round + rounds_ : rounds_ - 1 - round;
    std::vector<LaterRuns> later;
    for (std::size_t index = 0; index < executors_.size(); ++index) {
      const std::size_t place = round % 2 == 0 ? index : executors_.size() - 1 - index;
      const unsigned count = rounds + (place > done ? 1 : 0);
      if (count > 0) later.push_back({.configuration = executors_[index].configuration, .count = count});
    }
    return later;
  }

  /// In every second round the other program comes first.
  void run_both(std::size_t index, const RunHeading& heading) {
    const bool is_other_first = heading.round % 2 == 0;
    if (is_other_first) run_other(index, heading);
    if (is_complete(measured_)) run_one(index, heading);
    if (!is_other_first) run_other(index, heading);
  }

  void run_other(std::size_t index, const RunHeading& heading) {
    if (companions_.other == nullptr || !is_complete(measured_)) return;
    observer_.on_other_run(heading);
    const std::optional<OtherRun> run = companions_.other->run(executors_[index].configuration, signals_);
    if (run && !heading.is_warmup) measured_.series[index].other_runs.push_back(*run);
    if (signals_.is_waiting()) measured_.interrupted_beside = signals_.take();
  }

  void run_one(std::size_t index, const RunHeading& heading) {
    RunConditions conditions;
    if (options_.cache == model::Cache::cold) conditions.cached_inputs = drop_file_cache(jobs_);
    observer_.on_run_begin(heading);
    RunWatch watch(companions_.sampler, observer_, last_state_);
    const std::chrono::nanoseconds start = util::Clock::now() - begun_;
    model::RunResult result = executors_[index].executor->run(jobs_, watch);
    result.start = start;
    watch.finish(conditions);
    last_state_ = watch.state();
    observer_.on_run_end(result);
    if (heading.is_warmup && result.is_complete()) return;
    measured_.series[index].runs.push_back(std::move(result));
    measured_.series[index].conditions.push_back(std::move(conditions));
  }

  std::span<const ConfiguredExecutor> executors_;
  std::span<const model::Job> jobs_;
  const model::RunOptions& options_;
  /// Measured ones: as many as requested, or as are expected so far.
  unsigned rounds_ = is_auto() ? static_cast<unsigned>(expect_rounds({}, {}, options_.precision, {}))
                               : model::fixed_runs(options_.runs);
  Observer& observer_;
  Companions companions_;
  std::optional<machine::State> last_state_;  ///< At the end of the last run.
  Measurements measured_;
  util::Clock::time_point begun_ = util::Clock::now();
  /// A signal between two runs ends the next one.
  util::SignalGuard signals_{util::kEndingSignals};
};

}  // namespace

bool is_complete(const Measurements& measurements) noexcept {
  if (measurements.interrupted_beside) return false;
  return std::ranges::all_of(measurements.series, [](const Series& series) {
    return std::ranges::all_of(series.runs, &model::RunResult::is_complete);
  });
}

std::size_t count_rounds(const Measurements& measurements) noexcept {
  std::size_t rounds = 0;
  for (const Series& series : measurements.series) rounds = std::max(rounds, series.runs.size());
  return rounds;
}

std::optional<int> interrupted_by(const Measurements& measurements) noexcept {
  for (const Series& series : measurements.series) {
    for (const model::RunResult& run : series.runs) {
      if (run.interrupted_by) return run.interrupted_by;
    }
  }
  return measurements.interrupted_beside;
}

std::vector<Configuration> configurations_of(std::span<const ConfiguredExecutor> executors) {
  std::vector<Configuration> all;
  for (const auto& [configuration, executor] : executors) all.push_back(configuration);
  return all;
}

Measurements measure(std::span<const ConfiguredExecutor> executors, std::span<const model::Job> jobs,
                     const model::RunOptions& options, Observer& observer, const Companions& companions) {
  return Rounds(executors, jobs, options, observer, companions).run();
}

}  // namespace resizer::bench
