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
#include "util/shared_mapping.hpp"

/// Deaths on purpose at every step of a worker, and at random instants.
namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

/// The number of workers; 0 means the sequential executor.
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
  /// In a worker that is the only one to have a temporary file of that job: where it wrote its first output.
  fs::path first_temp(std::size_t job) const {
    for (const fs::path& temp : batch.temps()) {
      if (temp.filename() == std::to_string(job) + "-0") return temp;
    }
    return {};
  }
};
INSTANTIATE_TEST_SUITE_P(Modes, RecoveryTest, testing::Values(0U, 1U, 2U, 4U), name_of_executor);

TEST_P(RecoveryTest, RollsForwardFromEveryStep) {
  struct Row {
    const char* name;
    WorkerStep step;
    const char* kind;
  };
  const std::vector<Row> rows{
      {"took_index", WorkerStep::took_index, "done"},
      {"claimed", WorkerStep::claimed, "crashed"},
      {"ended", WorkerStep::ended, "done"},
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
      EXPECT_EQ(model::name_of(result.outcomes[i].kind), i == victim ? row.kind : "done") << i;
    }
  }
}

TEST_P(RecoveryTest, FailsWhatCannotBeRolledForward) {
  const std::size_t victim = batch.add("ok");
  batch.add_many(8, "ok");
  const model::RunResult result = run_and_do_at(WorkerStep::ended, victim, [&] {
    fs::remove(first_temp(victim));
    std::raise(SIGKILL);
  });
  EXPECT_EQ(model::name_of(result.outcomes[victim].kind), "failed");
}

TEST_P(RecoveryTest, TakesBackTheOutputsOfAnImageWhoseLastCannotBePutInPlace) {
  const std::size_t victim = batch.add("ok", 3);
  batch.add_many(8, "ok");
  const std::vector<fs::path>& outputs = batch.job(victim).outputs;
  ProbedExecutor executor(GetParam(), [&](WorkerStep step, std::size_t job) {
    if (job == victim && step == WorkerStep::claimed) fs::create_directory(outputs[2]);
  });
  CountingObserver observer(batch.jobs().size());
  const model::RunResult result = executor.run(batch.jobs(), observer);
  EXPECT_THAT(model::reason(result.outcomes[victim].kind), testing::HasSubstr(outputs[2].string()));
  EXPECT_FALSE(fs::exists(outputs[0]));
  EXPECT_FALSE(fs::exists(outputs[1]));
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_P(RecoveryTest, WhereNoWorkerStaysAliveTheRestIsNotProcessed) {
  batch.add_many(20, "ok");
  const std::size_t done = std::max(1U, GetParam());
  const util::SharedArray<std::uint32_t> taken(1);
  const util::SharedArray<std::uint32_t> deaths(1);
  ProbedExecutor executor(GetParam(), [&](WorkerStep step, std::size_t) {
    if (step != WorkerStep::took_index || std::atomic_ref(taken[0]).fetch_add(1) < done) return;
    std::atomic_ref(deaths[0]).fetch_add(1);
    std::raise(SIGSYS);
  });
  const model::RunResult result = run_and_check(executor, batch);
  EXPECT_TRUE(result.abandoned);
  EXPECT_FALSE(result.is_complete());
  std::size_t unprocessed = 0;
  for (const model::JobOutcome& outcome : result.outcomes) {
    if (outcome.done() != nullptr) continue;
    ++unprocessed;
    EXPECT_EQ(model::reason(outcome.kind),
              "not processed: every worker died (crashed: SIGSYS (a forbidden system call))");
    EXPECT_EQ(outcome.attempts, 0U);
  }
  EXPECT_EQ(unprocessed, batch.jobs().size() - done);
  EXPECT_GE(deaths[0], 6U) << "it did not back off";
  // All workers six times, and all but one may die before that has done its image, which begins the count anew.
  EXPECT_LE(deaths[0], 7U * std::max(1U, GetParam()) - 1);
}

TEST_P(RecoveryTest, AStormThatEndsCostsNoMoreThanTime) {
  batch.add_many(40, "ok");
  const util::SharedArray<std::uint32_t> deaths(1);
  constexpr std::uint32_t kStorm = 5;
  ProbedExecutor executor(GetParam(), [&](WorkerStep step, std::size_t) {
    if (step == WorkerStep::took_index && std::atomic_ref(deaths[0]).fetch_add(1) < kStorm) std::raise(SIGKILL);
  });
  const model::RunResult result = run_and_check(executor, batch);
  for (const model::JobOutcome& outcome : result.outcomes) {
    EXPECT_NE(outcome.done(), nullptr) << model::reason(outcome.kind);
  }
}

TEST(Recovery, WaitsForAWorkerThatIsBusyBeforeItGivesUp) {
  ScriptedBatch batch;
  const std::size_t busy = batch.add("sleep 1500 and be the first to be taken");
  batch.add_many(20, "ok");
  ProbedExecutor executor(2, [&](WorkerStep, std::size_t job) {
    if (job != busy) std::raise(SIGSYS);
  });
  const model::RunResult result = run_and_check(executor, batch);
  EXPECT_TRUE(result.abandoned);
  EXPECT_NE(result.outcomes[busy].done(), nullptr) << model::reason(result.outcomes[busy].kind);
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
    const std::string reason = model::reason(outcome.kind);
    EXPECT_TRUE(outcome.done() != nullptr || reason == "crashed: SIGALRM") << reason;
  }
}

}  // namespace
}  // namespace resizer::exec
