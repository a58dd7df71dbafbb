#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "exec/probed_executor.hpp"
#include "exec/scripted_batch.hpp"
#include "exec/temp_files.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/shared_mapping.hpp"

/// Deaths on purpose at every step of a worker, and at random instants.
namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

/// The number of workers; 0 stands for the sequential executor.
class RecoveryTest : public testing::TestWithParam<unsigned> {
 protected:
  ScriptedBatch batch;

  /// Runs the batch; the worker that reaches `step` of `victim` does `what`.
  model::RunResult run_and_do_at(WorkerStep step, std::size_t victim, const std::function<void()>& what) {
    ProbedExecutor executor(GetParam(), [&](WorkerStep reached, std::size_t job) {
      if (job == victim && reached == step) what();
    });
    return run_and_check(executor, batch);
  }
  /// In a worker: where it writes a job's first output.
  fs::path first_temp(std::size_t job) const { return temp_paths(batch.job(job), job, ::getppid()).front(); }
};
INSTANTIATE_TEST_SUITE_P(Modes, RecoveryTest, testing::Values(0U, 1U, 2U, 4U), name_of_executor);

TEST_P(RecoveryTest, RollsForwardFromEveryStep) {
  struct Row {
    const char* name;
    WorkerStep step;
    const char* verdict;
  };
  const std::vector<Row> rows{
      {"took_index", WorkerStep::took_index, "done"}, {"claimed", WorkerStep::claimed, "crashed"},
      {"committed", WorkerStep::committed, "done"},   {"published", WorkerStep::published, "done"},
      {"settled", WorkerStep::settled, "done"},
  };
  batch.add_many(3 * rows.size(), "ok");
  const std::size_t victim = batch.add("ok", 3);
  batch.add_many(3, "ok");
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    for (const fs::path& output : batch.job(victim).outputs) fs::remove(output);
    const util::SharedArray<std::uint32_t> visits(1);
    const model::RunResult result = run_and_do_at(row.step, victim, [&] {
      if (std::atomic_ref(visits[0]).fetch_add(1) == 0) std::raise(SIGKILL);
    });
    EXPECT_GE(visits[0], 1U);
    EXPECT_LE(result.replaced_workers, 1U);
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
      EXPECT_EQ(model::name_of(result.outcomes[i].verdict), i == victim ? row.verdict : "done") << i;
    }
  }
}

TEST_P(RecoveryTest, FinishesWhatDiedBetweenTwoRenames) {
  const std::size_t victim = batch.add("ok", 3);
  batch.add_many(8, "ok");
  const model::RunResult result = run_and_do_at(WorkerStep::committed, victim, [&] {
    fs::rename(first_temp(victim), batch.job(victim).outputs.front());
    std::raise(SIGKILL);
  });
  EXPECT_NE(result.outcomes[victim].done(), nullptr);
}

TEST_P(RecoveryTest, FailsWhatCannotBeRolledForward) {
  const std::size_t victim = batch.add("ok");
  batch.add_many(8, "ok");
  const model::RunResult result = run_and_do_at(WorkerStep::committed, victim, [&] {
    fs::remove(first_temp(victim));
    std::raise(SIGKILL);
  });
  EXPECT_EQ(model::name_of(result.outcomes[victim].verdict), "failed");
}

TEST_P(RecoveryTest, ForgetsACommitWhoseRenameFailed) {
  const std::size_t victim = batch.add("ok", 2);
  batch.add_many(8, "ok");
  std::ofstream(batch.job(victim).outputs.front()) << "of an earlier run";
  ProbedExecutor executor(GetParam(), [&](WorkerStep step, std::size_t job) {
    if (job != victim) return;
    if (step == WorkerStep::committed) fs::remove(first_temp(victim));
    if (step == WorkerStep::failing) std::raise(SIGKILL);
  });
  CountingObserver observer(batch.jobs().size());
  const model::RunResult result = executor.run(batch.jobs(), observer);
  EXPECT_EQ(model::name_of(result.outcomes[victim].verdict), "crashed");
  EXPECT_FALSE(fs::exists(batch.job(victim).outputs.back()));
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_P(RecoveryTest, TakesBackTheOutputsOfAnImageWhoseLastCannotBePutInPlace) {
  const std::size_t victim = batch.add("ok", 3);
  batch.add_many(8, "ok");
  const std::vector<fs::path>& outputs = batch.job(victim).outputs;
  ProbedExecutor executor(GetParam(), [&](WorkerStep step, std::size_t job) {
    if (job == victim && step == WorkerStep::committed) fs::create_directory(outputs[2]);
  });
  CountingObserver observer(batch.jobs().size());
  const model::RunResult result = executor.run(batch.jobs(), observer);
  EXPECT_THAT(model::reason(result.outcomes[victim].verdict), testing::HasSubstr(outputs[2].string()));
  EXPECT_FALSE(fs::exists(outputs[0]));
  EXPECT_FALSE(fs::exists(outputs[1]));
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_P(RecoveryTest, GivesUpAfterThreeDeathsBeforeAnyClaim) {
  batch.add_many(20, "ok");
  const util::SharedArray<std::uint32_t> deaths(1);
  ProbedExecutor executor(GetParam(), [&](WorkerStep step, std::size_t) {
    if (step != WorkerStep::took_index) return;
    std::atomic_ref(deaths[0]).fetch_add(1);
    std::raise(SIGSYS);
  });
  CountingObserver observer(20);
  try {
    executor.run(batch.jobs(), observer);
    FAIL() << "went on without workers";
  } catch (const util::Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("SIGSYS"));
  }
  EXPECT_GE(deaths[0], 3U);
  EXPECT_LE(deaths[0], 2U + std::max(1U, GetParam()));
}

TEST(Recovery, LeavesNoTempWhenItGivesUp) {
  ScriptedBatch batch;
  const std::size_t busy = batch.add("sleep 60000");
  batch.add_many(20, "ok");
  ProbedExecutor executor(2, [&](WorkerStep step, std::size_t job) {
    if (job == busy && step == WorkerStep::claimed) std::ofstream(temp_paths(batch.job(busy), busy, ::getppid())[0]);
    if (job == busy) return;
    while (batch.strangers().empty()) ::usleep(1000);
    std::raise(SIGSYS);
  });
  CountingObserver observer(batch.jobs().size());
  EXPECT_THROW(executor.run(batch.jobs(), observer), util::Error);
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

/// Makes the calling process die at a random instant of the next few milliseconds.
void arm_random_death(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto microseconds = std::uniform_int_distribution<suseconds_t>(100, 8000)(random);
  const itimerval timer{{0, 0}, {0, microseconds}};
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

TEST_P(RecoveryTest, SurvivesDeathsAtRandomInstants) {
  batch.add_many(400, "ok");
  const util::SharedArray<std::uint32_t> seed(1);
  ProbedExecutor executor(GetParam(), [&, armed = false](WorkerStep, std::size_t) mutable {
    if (std::exchange(armed, true)) return;
    arm_random_death(std::atomic_ref(seed[0]).fetch_add(1));
  });
  const model::RunResult result = run_and_check(executor, batch);
  EXPECT_GT(result.replaced_workers, 0U) << "nobody died: this proved nothing";
  for (const model::JobOutcome& outcome : result.outcomes) {
    const std::string reason = model::reason(outcome.verdict);
    EXPECT_TRUE(outcome.done() != nullptr || reason == "crashed: SIGALRM") << reason;
  }
}

}  // namespace
}  // namespace resizer::exec
