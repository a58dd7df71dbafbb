#include "resizer/bench/benchmark.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "bench/fake_executor.hpp"
#include "resizer/util/error.hpp"
#include "support/temp_folder.hpp"

namespace resizer::bench {
namespace {

using model::Execution;
using test::FakeExecutor;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

/// Writes down what it is told.
class Recorder : public Observer {
 public:
  void on_warming() override { told.emplace_back("warming"); }
  void on_run_begin(const Contender& contender) override {
    told.push_back("begin " + std::string(model::name_of(contender.execution)) + " " +
                   std::to_string(contender.workers));
  }
  void on_run_end(const model::RunResult& result) override {
    told.push_back("end " + std::to_string(result.wall / 1s) + " s");
  }
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override {
    told.push_back(std::to_string(job_index) + " " + std::string(name_of(outcome.verdict)));
  }
  void on_tick() override { told.emplace_back("tick"); }

  std::vector<std::string> told;
};

model::RunResult run_of(std::chrono::seconds wall, std::optional<int> interrupted_by = std::nullopt) {
  model::RunResult result;
  result.wall = wall;
  result.outcomes = {test::done_with_hash(1)};
  result.interrupted_by = interrupted_by;
  return result;
}

Contender contender(Execution execution, unsigned workers, model::RunResult result) {
  return {.execution = execution,
          .workers = workers,
          .executor = std::make_unique<FakeExecutor>(std::deque<model::RunResult>{std::move(result)})};
}

std::vector<Contender> both_modes(model::RunResult sequential, model::RunResult parallel) {
  std::vector<Contender> contenders;
  contenders.push_back(contender(Execution::sequential, 1, std::move(sequential)));
  contenders.push_back(contender(Execution::parallel, 2, std::move(parallel)));
  return contenders;
}

TEST(Measure, RunsTheModesInOrderAndTellsTheObserver) {
  Recorder recorder;
  const Measurements measurements = measure(both_modes(run_of(4s), run_of(2s)), {}, recorder);
  EXPECT_THAT(recorder.told, ElementsAre("warming", "begin sequential 1", "0 done", "tick", "end 4 s",
                                         "begin parallel 2", "0 done", "tick", "end 2 s"));
  ASSERT_EQ(measurements.series.size(), 2U);
  EXPECT_EQ(measurements.series[0].execution, Execution::sequential);
  EXPECT_EQ(measurements.series[1].workers, 2U);
  EXPECT_EQ(measurements.series[1].runs.at(0).wall, 2s);
  EXPECT_EQ(measurements.file_cache, FileCache::warmed);
  EXPECT_EQ(interrupted_by(measurements), std::nullopt);
}

TEST(Measure, LeavesTheFileCacheAsItIsWhenNothingIsCompared) {
  Recorder recorder;
  std::vector<Contender> one;
  one.push_back(contender(Execution::parallel, 2, run_of(2s)));
  EXPECT_EQ(measure(one, {}, recorder).file_cache, FileCache::as_found);
  EXPECT_EQ(recorder.told.front(), "begin parallel 2");
}

TEST(Measure, StopsAfterAnInterruptedRun) {
  Recorder recorder;
  const Measurements measurements = measure(both_modes(run_of(4s, SIGINT), run_of(2s)), {}, recorder);
  EXPECT_EQ(interrupted_by(measurements), SIGINT);
  EXPECT_EQ(measurements.series.at(0).runs.size(), 1U);
  EXPECT_THAT(measurements.series.at(1).runs, IsEmpty());
}

TEST(Measure, PassesOverInputsThatCannotBeRead) {
  const test::TempFolder folder;
  const std::vector<model::Job> jobs = {{.input = folder / "missing.jpg", .outputs = {}},
                                        {.input = folder.path(), .outputs = {}},
                                        {.input = folder.write("a.jpg"), .outputs = {}}};
  Recorder recorder;
  EXPECT_NO_THROW(measure(both_modes(run_of(4s), run_of(2s)), jobs, recorder));
}

}  // namespace
}  // namespace resizer::bench
