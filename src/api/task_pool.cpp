#include "resizer/task_pool.hpp"

#include <algorithm>
#include <ctime>
#include <limits>
#include <utility>

#include "analysis/mode_comparison.hpp"
#include "api/errors.hpp"
#include "api/task_checks.hpp"
#include "api/task_outcomes.hpp"
#include "api/task_results.hpp"
#include "api/task_worker.hpp"
#include "bench/benchmark.hpp"
#include "exec/sandbox.hpp"
#include "stats/paired_ratio.hpp"
#include "util/allowance.hpp"

namespace resizer::task_pool {
namespace {

model::SandboxSupport choose_sandbox(Sandbox sandbox) {
  if (sandbox == Sandbox::off) return {};
  model::SandboxSupport support = exec::sandbox_support();
  if (sandbox == Sandbox::require && !support.missing.empty()) {
    throw util::Error(util::ErrorCode::usage, "the required sandbox is unavailable: " + support.missing);
  }
  return support;
}

exec::ExecutorOptions executor_options(const Options& options, const model::SandboxLayers& sandbox) {
  exec::ExecutorOptions how;
  how.control.timeout = options.timeout;
  how.control.retries = options.retries;
  how.control.memory_limit_bytes = options.memory_limit_bytes;
  how.control.halt = options.stop_at_first_failure ? model::Halt::first : model::Halt::never;
  how.sandbox = sandbox;
  return how;
}

/// Collects the runs as results of the library.
class RunCollector final : public bench::Observer {
 public:
  RunCollector(const Options& options, const api::TaskResults& results, std::size_t tasks, std::string missing_sandbox)
      : options_(options), results_(results), tasks_(tasks), missing_sandbox_(std::move(missing_sandbox)) {}

  void on_warming() override {}
  void on_other_run(const bench::RunHeading& /*heading*/) override {}
  void on_run_begin(const bench::RunHeading& heading) override {
    is_warmup_ = heading.is_warmup;
    outcomes_.assign(tasks_, {});
  }
  void on_outcome(std::size_t task, const model::JobOutcome& outcome) override {
    outcomes_[task] = api::to_public(outcome, outcome.done() != nullptr ? results_.load(task) : std::string());
    if (options_.on_outcome) options_.on_outcome(task, outcomes_[task]);
  }
  void on_tick() override {}
  void on_run_end(const model::RunResult& result) override {
    if (is_warmup_ && result.is_complete()) return;
    Run run = api::to_public(result);
    run.outcomes = std::move(outcomes_);
    run.missing_sandbox = missing_sandbox_;
    (run.execution == Execution::sequential ? measured_.sequential : measured_.parallel).push_back(std::move(run));
  }
  Measurement take() { return std::move(measured_); }

 private:
  const Options& options_;
  const api::TaskResults& results_;
  std::size_t tasks_;
  std::string missing_sandbox_;
  bool is_warmup_ = false;
  std::vector<Outcome> outcomes_;
  Measurement measured_;
};

/// Computed as by the program.
std::optional<Speedup> speedup_of(const bench::Measurements& measurements) {
  if (analysis::why_not_comparable(measurements.series.front(), measurements.series.back())) return std::nullopt;
  Speedup speedup;
  speedup.rounds = analysis::wall_ratios(measurements.series.front(), measurements.series.back());
  const auto ratio = stats::paired_ratio(speedup.rounds);
  if (!ratio) return std::nullopt;
  speedup.estimate = ratio->estimate;
  if (const auto& interval = ratio->interval) {
    speedup.interval = Interval{interval->low, interval->high, interval->coverage};
  }
  return speedup;
}

/// What to run, and how.
struct Order {
  const std::vector<Task>& tasks;
  const Function& function;
  std::vector<Execution> executions;
  Rounds rounds;
};

std::vector<bench::ConfiguredExecutor> make_executors(const std::vector<Execution>& executions,
                                                      const exec::JobFunction& work, unsigned workers,
                                                      const exec::ExecutorOptions& how) {
  std::vector<bench::ConfiguredExecutor> executors;
  for (const Execution execution : executions) {
    if (execution == Execution::sequential) {
      executors.push_back({.configuration = {.execution = model::Execution::sequential, .workers = 1},
                           .executor = exec::make_sequential_executor(work, how)});
    } else {
      executors.push_back({.configuration = {.execution = model::Execution::parallel, .workers = workers},
                           .executor = exec::make_process_pool(work, workers, how)});
    }
  }
  return executors;
}

void check(const Order& order, const Options& options) {
  if (!order.function) throw util::Error(util::ErrorCode::usage, "the function is empty");
  if (options.workers == 0U) throw util::Error(util::ErrorCode::usage, "a pool needs at least one worker");
  if (order.rounds.measured == 0) throw util::Error(util::ErrorCode::usage, "a measurement needs at least one round");
  api::require_one_thread();
}

Measurement carry_out(const Order& order, const Options& options) {
  check(order, options);
  const std::vector<model::Job> jobs = api::to_jobs(order.tasks);
  const model::SandboxSupport sandbox = choose_sandbox(options.sandbox);
  ::tzset();  // workers inherit the time zone, whose file the sandbox hides
  const api::TaskResults results(jobs.size());
  const exec::JobFunction work = api::job_function({order.tasks, jobs, order.function, results});
  const auto most = static_cast<unsigned>(std::min<std::size_t>(jobs.size(), std::numeric_limits<int>::max()));
  const unsigned workers = std::min(options.workers.value_or(util::cpu_allowance().cores()), most);
  const auto executors = make_executors(order.executions, work, workers, executor_options(options, sandbox.layers));

  model::RunOptions rounds;
  rounds.runs = order.rounds.measured;
  rounds.warmup = order.rounds.warmup;
  RunCollector collector(options, results, jobs.size(), sandbox.missing);
  const bench::Measurements measurements = bench::measure(executors, jobs, rounds, collector);
  Measurement measurement = collector.take();
  if (executors.size() == 2) measurement.speedup = speedup_of(measurements);
  return measurement;
}

}  // namespace

Run run(const std::vector<Task>& tasks, const Function& function, Execution execution, const Options& options) {
  Measurement once = api::translated([&] {
    return carry_out({.tasks = tasks, .function = function, .executions = {execution}, .rounds = {1, 0}}, options);
  });
  return std::move((execution == Execution::sequential ? once.sequential : once.parallel).front());
}

Measurement measure(const std::vector<Task>& tasks, const Function& function, const Rounds& rounds,
                    const Options& options) {
  return api::translated([&] {
    return carry_out({.tasks = tasks,
                      .function = function,
                      .executions = {Execution::sequential, Execution::parallel},
                      .rounds = rounds},
                     options);
  });
}

}  // namespace resizer::task_pool
