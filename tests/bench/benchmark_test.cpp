#include "bench/benchmark.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "bench/fake_executor.hpp"
#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::bench {
namespace {

using model::Execution;
using test::FakeExecutor;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

/// Writes down what it is told, outcomes and ticks apart.
class Recorder : public Observer {
 public:
  void on_warming() override { told.emplace_back("warming"); }
  void on_run_begin(const RunHeading& heading) override {
    told.push_back((heading.is_warmup ? "warm-up " : "round ") + std::to_string(heading.round) + '/' +
                   (heading.is_estimate ? "~" : "") + std::to_string(heading.rounds) + ' ' +
                   std::string(name_of(heading.execution)) + ' ' + std::to_string(heading.workers));
    std::string runs_left;
    for (const auto& [configuration, count] : heading.later) {
      runs_left += std::string(name_of(configuration.execution)) + ' ' + std::to_string(count) + ' ';
    }
    later.push_back(runs_left);
  }
  void on_other_run(const RunHeading& heading) override {
    told.push_back("other " + std::to_string(heading.round) + ' ' + std::string(name_of(heading.execution)));
  }
  void on_run_end(const model::RunResult& result) override { told.push_back(std::to_string(result.wall / 1s) + " s"); }
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override { ++outcomes; }
  void on_tick() override { ++ticks; }

  std::vector<std::string> told;
  std::vector<std::string> later;  ///< What was to run after each run.
  int outcomes = 0;
  int ticks = 0;
};

model::RunResult run_of(std::chrono::seconds wall, std::optional<int> interrupted_by = std::nullopt) {
  model::RunResult result;
  result.wall = wall;
  result.outcomes = {test::done_with_hash(1)};
  result.interrupted_by = interrupted_by;
  return result;
}

ConfiguredExecutor executor_of(Execution execution, unsigned workers, std::deque<model::RunResult> script) {
  return {.configuration = {execution, workers}, .executor = std::make_unique<FakeExecutor>(std::move(script))};
}

std::vector<ConfiguredExecutor> both_modes(std::deque<model::RunResult> sequential,
                                           std::deque<model::RunResult> parallel) {
  std::vector<ConfiguredExecutor> executors;
  executors.push_back(executor_of(Execution::sequential, 1, std::move(sequential)));
  executors.push_back(executor_of(Execution::parallel, 2, std::move(parallel)));
  return executors;
}

std::vector<std::chrono::nanoseconds> walls(const Series& series) {
  std::vector<std::chrono::nanoseconds> all;
  for (const model::RunResult& run : series.runs) all.push_back(run.wall);
  return all;
}

TEST(Measure, RunsEachModeOnceByDefault) {
  Recorder recorder;
  const Measurements measured = measure(both_modes({run_of(4s)}, {run_of(2s)}), {}, {}, recorder);
  EXPECT_THAT(recorder.told, ElementsAre("warming", "round 1/1 sequential 1", "4 s", "round 1/1 parallel 2", "2 s"));
  EXPECT_EQ(recorder.outcomes, 2);
  EXPECT_EQ(recorder.ticks, 2);
  ASSERT_EQ(measured.series.size(), 2U);
  EXPECT_EQ(measured.series[0].execution, Execution::sequential);
  EXPECT_EQ(measured.series[1].workers, 2U);
  EXPECT_THAT(walls(measured.series[1]), ElementsAre(2s));
  EXPECT_EQ(measured.file_cache, FileCache::warmed);
  EXPECT_EQ(interrupted_by(measured), std::nullopt);
}

TEST(Measure, TellsWhatIsToRunYet) {
  Recorder recorder;
  model::RunOptions options;
  options.warmup = 1;
  options.runs = 2U;
  measure(both_modes({run_of(4s), run_of(4s), run_of(4s)}, {run_of(2s), run_of(2s), run_of(2s)}), {}, options,
          recorder);
  EXPECT_THAT(recorder.later, ElementsAre("sequential 2 parallel 3 ", "sequential 2 parallel 2 ",
                                          "sequential 1 parallel 2 ", "sequential 1 parallel 1 ", "sequential 1 ", ""));
}

TEST(Measure, TurnsTheOrderRoundInEverySecondRound) {
  Recorder recorder;
  model::RunOptions options;
  options.runs = 3U;
  const Measurements measured =
      measure(both_modes({run_of(11s), run_of(12s), run_of(13s)}, {run_of(21s), run_of(22s), run_of(23s)}), {}, options,
              recorder);
  EXPECT_THAT(recorder.told, ElementsAre("warming", "round 1/3 sequential 1", "11 s", "round 1/3 parallel 2", "21 s",
                                         "round 2/3 parallel 2", "22 s", "round 2/3 sequential 1", "12 s",
                                         "round 3/3 sequential 1", "13 s", "round 3/3 parallel 2", "23 s"));
  EXPECT_THAT(walls(measured.series[0]), ElementsAre(11s, 12s, 13s));
  EXPECT_THAT(walls(measured.series[1]), ElementsAre(21s, 22s, 23s)) << "runs[k] belongs to round k";
}

/// Takes the walls from a list; gives up at its end.
class ScriptedOther : public OtherProgram {
 public:
  explicit ScriptedOther(std::deque<std::chrono::seconds> walls) : walls_(std::move(walls)) {}
  std::optional<OtherRun> run(const Configuration& /*configuration*/, const util::SignalGuard& /*signals*/) override {
    if (walls_.empty()) return std::nullopt;
    const OtherRun run{.wall = walls_.front(), .cpu = walls_.front()};
    walls_.pop_front();
    return run;
  }

 private:
  std::deque<std::chrono::seconds> walls_;
};

TEST(Measure, RunsTheOtherProgramBesideEachModeInTurns) {
  Recorder recorder;
  model::RunOptions options;
  options.warmup = 1;
  options.runs = 2U;
  ScriptedOther other({91s, 92s, 31s, 41s, 42s, 32s});
  const Measurements measured =
      measure(both_modes({run_of(1s), run_of(11s), run_of(12s)}, {run_of(2s), run_of(21s), run_of(22s)}), {}, options,
              recorder, {.other = &other});
  EXPECT_THAT(recorder.told,
              ElementsAre("warming", "warm-up 1/1 sequential 1", "1 s", "other 1 sequential", "warm-up 1/1 parallel 2",
                          "2 s", "other 1 parallel", "round 1/2 sequential 1", "11 s", "other 1 sequential",
                          "round 1/2 parallel 2", "21 s", "other 1 parallel", "other 2 parallel",
                          "round 2/2 parallel 2", "22 s", "other 2 sequential", "round 2/2 sequential 1", "12 s"));
  const auto other_walls = [](const Series& series) {
    std::vector<std::chrono::nanoseconds> walls;
    for (const OtherRun& run : series.other_runs) walls.push_back(run.wall);
    return walls;
  };
  EXPECT_THAT(other_walls(measured.series[0]), ElementsAre(31s, 32s));
  EXPECT_THAT(other_walls(measured.series[1]), ElementsAre(41s, 42s));
}

TEST(Measure, LeavesTheOtherProgramOutAfterAnIncompleteRun) {
  Recorder recorder;
  ScriptedOther other({31s, 32s});
  const Measurements measured = measure(both_modes({run_of(4s, SIGINT)}, {}), {}, {}, recorder, {.other = &other});
  EXPECT_THAT(recorder.told, ElementsAre("warming", "round 1/1 sequential 1", "4 s"));
  EXPECT_THAT(measured.series[0].other_runs, IsEmpty());
}

TEST(Measure, KeepsNothingOfWarmUps) {
  Recorder recorder;
  model::RunOptions options;
  options.warmup = 1;
  const Measurements measured =
      measure(both_modes({run_of(90s), run_of(1s)}, {run_of(91s), run_of(2s)}), {}, options, recorder);
  EXPECT_THAT(recorder.told, ElementsAre("warming", "warm-up 1/1 sequential 1", "90 s", "warm-up 1/1 parallel 2",
                                         "91 s", "round 1/1 sequential 1", "1 s", "round 1/1 parallel 2", "2 s"));
  EXPECT_THAT(walls(measured.series[0]), ElementsAre(1s));
  EXPECT_THAT(walls(measured.series[1]), ElementsAre(2s));
}

/// So many runs of this length.
std::deque<model::RunResult> runs_of(std::size_t count, std::chrono::seconds wall) {
  return std::deque<model::RunResult>(count, run_of(wall));
}

model::RunOptions auto_runs() {
  model::RunOptions options;
  options.runs = model::AutoRuns{};
  return options;
}

TEST(Measure, GoesOnUntilTheSpeedupIsPrecise) {
  Recorder recorder;
  const Measurements measured = measure(both_modes(runs_of(10, 200s), runs_of(10, 100s)), {}, auto_runs(), recorder);
  EXPECT_EQ(count_rounds(measured), 10U);
  EXPECT_EQ(measured.rounds_end, RoundsEnd::precise);
  EXPECT_EQ(measured.found_warmup_rounds, 0U);
  EXPECT_EQ(measured.file_cache, FileCache::warmed);
  EXPECT_EQ(recorder.told.at(1), "round 1/~10 sequential 1");
  EXPECT_EQ(recorder.later.front(), "sequential 9 parallel 10 ");
  EXPECT_EQ(recorder.later.back(), "");
}

TEST(Measure, LeavesAWarmUpOutOfAllThatBelongsToTheRounds) {
  Recorder recorder;
  std::deque<model::RunResult> sequential = runs_of(12, 200s);
  std::deque<model::RunResult> parallel = runs_of(12, 100s);
  sequential[0] = run_of(300s);
  parallel[1] = run_of(150s);
  ScriptedOther other(std::deque<std::chrono::seconds>(24, 99s));
  const Measurements measured = measure(both_modes(sequential, parallel), {}, auto_runs(), recorder, {.other = &other});
  EXPECT_EQ(measured.found_warmup_rounds, 2U);
  EXPECT_EQ(measured.rounds_end, RoundsEnd::precise);
  for (const Series& series : measured.series) {
    EXPECT_EQ(series.runs.size(), 10U);
    EXPECT_EQ(series.conditions.size(), 10U);
    EXPECT_EQ(series.other_runs.size(), 10U);
  }
  EXPECT_THAT(walls(measured.series[0]), testing::Each(200s));
  EXPECT_THAT(walls(measured.series[1]), testing::Each(100s));
}

TEST(Measure, EndsAtOnceWithoutAMode) {
  Recorder recorder;
  EXPECT_EQ(count_rounds(measure({}, {}, auto_runs(), recorder)), 0U);
}

TEST(Measure, DoesNotSayWhyItEndedIfItWasInterrupted) {
  Recorder recorder;
  const Measurements measured =
      measure(both_modes({run_of(4s), run_of(4s, SIGINT)}, {run_of(2s), run_of(2s)}), {}, auto_runs(), recorder);
  EXPECT_EQ(measured.rounds_end, std::nullopt);
  EXPECT_THAT(walls(measured.series.at(0)), ElementsAre(4s, 4s));
}

TEST(Measure, DoesAboutTheFileCacheWhatItIsTold) {
  struct Row {
    const char* name;
    std::size_t executors;
    model::RunOptions options;
    FileCache expected;
  };
  const auto options = [](unsigned runs, model::Cache cache) {
    model::RunOptions all;
    all.runs = runs;
    all.cache = cache;
    return all;
  };
  const Row rows[] = {
      {"nothing to compare", 1, options(1, model::Cache::warm), FileCache::as_found},
      {"rounds to compare", 1, options(2, model::Cache::warm), FileCache::warmed},
      {"modes to compare", 2, options(1, model::Cache::warm), FileCache::warmed},
      {"cold, alone", 1, options(1, model::Cache::cold), FileCache::dropped},
      {"cold, compared", 2, options(2, model::Cache::cold), FileCache::dropped},
  };
  for (const Row& row : rows) {
    Recorder recorder;
    const auto modes = both_modes({run_of(1s), run_of(1s)}, {run_of(1s), run_of(1s)});
    const std::span executors(modes.data(), row.executors);
    EXPECT_EQ(measure(executors, {}, row.options, recorder).file_cache, row.expected) << row.name;
    EXPECT_EQ(recorder.told.front() == "warming", row.expected == FileCache::warmed) << row.name;
  }
}

/// Between two samples each core was busy for a second, and this process for so many.
class ScriptedSampler final : public machine::Sampler {
 public:
  explicit ScriptedSampler(std::vector<std::chrono::milliseconds> own) : own_(std::move(own)) {}
  machine::Sample take() override {
    const auto seconds = static_cast<std::int64_t>(taken++);
    return {.cpu = {.at = util::Clock::time_point(std::chrono::seconds(seconds)),
                    .cores = 2,
                    .ticks = machine::CpuTicks{.busy = 200 * taken, .stolen = 10 * taken},
                    .own = own_.at(taken - 1)},
            .state = {.throttles = machine::Throttles{.core = throttled_from <= taken ? 3U : 0U, .package = 0},
                      .power_source = {},
                      .governor = {}},
            .energy = machine::EnergySample{.source = machine::EnergySource::packages,
                                            .resolution_j = 0,
                                            .counters = {{.count = taken * taken, .range = 0, .joules_per_count = 1}}}};
  }
  std::size_t throttled_from = 1000;  ///< The first sample after three throttles.
  std::size_t taken = 0;

 private:
  std::vector<std::chrono::milliseconds> own_;
};

TEST(Measure, ObservesTheMachineDuringEachRun) {
  Recorder recorder;
  model::RunOptions options;
  options.warmup = 1;
  ScriptedSampler sampler({0ms, 0ms, 0ms, 0ms, 0ms, 0ms, 0ms, 0ms, 3500ms, 3500ms, 3500ms, 7500ms});
  const Measurements measured = measure(both_modes({run_of(9s), run_of(1s)}, {run_of(9s), run_of(1s)}), {}, options,
                                        recorder, {.sampler = &sampler});
  EXPECT_EQ(sampler.taken, 12U) << "at both ends of each run and of each warm-up, and at the tick of each";
  ASSERT_EQ(measured.series[0].conditions.size(), 1U) << "without the warm-up";
  ASSERT_EQ(measured.series[1].conditions.size(), 1U);
  EXPECT_EQ(measured.series[0].conditions[0].cpu_use.value().others, 500ms);
  EXPECT_EQ(measured.series[1].conditions[0].cpu_use.value().others, 0ms);
  EXPECT_EQ(measured.series[1].conditions[0].cpu_use.value().available, 4s);
  EXPECT_EQ(measured.series[1].conditions[0].cpu_use.value().stolen, 200ms);
  EXPECT_EQ(measured.series[0].conditions[0].energy_joules, 9 * 9 - 7 * 7);
  EXPECT_EQ(measured.series[1].conditions[0].energy_joules, 12 * 12 - 10 * 10);
  EXPECT_FALSE(measured.series[0].conditions[0].cached_inputs) << "it was not to be cold";
}

TEST(Measure, GivesAnEventToTheRunInWhichItIsNoticed) {
  const auto times_of = [](const Series& series) {
    const auto& events = series.conditions.at(0).events;
    return events.empty() ? 0U : std::get<machine::Throttled>(events.at(0).event).times;
  };
  struct Row {
    std::size_t throttled_from;
    std::uint64_t first;
    std::uint64_t second;
  };
  for (const auto& [throttled_from, first, second] :
       {Row{1, 0, 0}, Row{2, 3, 0}, Row{3, 3, 0}, Row{4, 0, 3}, Row{5, 0, 3}, Row{6, 0, 3}}) {
    Recorder recorder;
    ScriptedSampler sampler(std::vector<std::chrono::milliseconds>(6));
    sampler.throttled_from = throttled_from;
    const Measurements measured =
        measure(both_modes({run_of(4s)}, {run_of(2s)}), {}, {}, recorder, {.sampler = &sampler});
    EXPECT_EQ(times_of(measured.series[0]), first) << "from sample " << throttled_from;
    EXPECT_EQ(times_of(measured.series[1]), second) << "from sample " << throttled_from;
  }
}

TEST(Measure, KnowsNothingOfTheMachineWithoutASampler) {
  Recorder recorder;
  const Measurements measured = measure(both_modes({run_of(4s)}, {run_of(2s)}), {}, {}, recorder);
  ASSERT_EQ(measured.series[0].conditions.size(), 1U);
  EXPECT_FALSE(measured.series[0].conditions[0].cpu_use);
}

TEST(Measure, TellsWhatOfTheInputsWasCachedBeforeEachRun) {
  const test::TempFolder folder;
  const std::vector<model::Job> jobs = {{.input = folder.write("a.jpg", "123456789"), .outputs = {}}};
  Recorder recorder;
  model::RunOptions options;
  options.cache = model::Cache::cold;
  const Measurements measured = measure(both_modes({run_of(4s)}, {run_of(2s)}), jobs, options, recorder);
  for (const Series& series : measured.series) {
    ASSERT_EQ(series.conditions.size(), 1U);
    ASSERT_TRUE(series.conditions[0].cached_inputs);
    EXPECT_EQ(series.conditions[0].cached_inputs->bytes, 9U);
  }
}

TEST(Measure, StopsAfterAnInterruptedRun) {
  Recorder recorder;
  model::RunOptions options;
  options.runs = 2U;
  const Measurements measured = measure(both_modes({run_of(4s, SIGINT)}, {}), {}, options, recorder);
  EXPECT_EQ(interrupted_by(measured), SIGINT);
  EXPECT_THAT(walls(measured.series.at(0)), ElementsAre(4s));
  EXPECT_THAT(walls(measured.series.at(1)), IsEmpty());
}

TEST(Measure, StopsAfterAHaltedRun) {
  Recorder recorder;
  model::RunResult halted = run_of(4s);
  halted.halted = true;
  const Measurements measured = measure(both_modes({halted}, {}), {}, {}, recorder);
  EXPECT_FALSE(is_complete(measured));
  EXPECT_EQ(interrupted_by(measured), std::nullopt);
  EXPECT_THAT(walls(measured.series.at(1)), IsEmpty());
}

TEST(Measure, StopsAfterAnInterruptedWarmUp) {
  Recorder recorder;
  model::RunOptions options;
  options.warmup = 1;
  const Measurements measured = measure(both_modes({run_of(4s)}, {run_of(3s, SIGTERM)}), {}, options, recorder);
  EXPECT_EQ(interrupted_by(measured), SIGTERM);
  EXPECT_THAT(walls(measured.series.at(0)), IsEmpty());
  EXPECT_THAT(walls(measured.series.at(1)), ElementsAre(3s)) << "what was done then is told";
}

TEST(Measure, PassesOverInputsThatCannotBeRead) {
  const test::TempFolder folder;
  const std::vector<model::Job> jobs = {{.input = folder / "missing.jpg", .outputs = {}},
                                        {.input = folder.path(), .outputs = {}},
                                        {.input = folder.write("a.jpg"), .outputs = {}}};
  for (const model::Cache cache : {model::Cache::warm, model::Cache::cold}) {
    Recorder recorder;
    model::RunOptions options;
    options.cache = cache;
    EXPECT_NO_THROW(measure(both_modes({run_of(4s)}, {run_of(2s)}), jobs, options, recorder));
  }
}

}  // namespace
}  // namespace resizer::bench
