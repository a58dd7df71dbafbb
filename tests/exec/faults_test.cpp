#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <string>
#include <vector>

#include "exec/batch_process.hpp"
#include "exec/probed_executor.hpp"
#include "exec/scripted_batch.hpp"
#include "util/shared_mapping.hpp"

/// Time limits, retries and the halt at the first failure, at every step of a worker.
namespace resizer::exec {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds kLimit = 1s;

/// The number of workers; 0 means the sequential executor.
class FaultsTest : public testing::TestWithParam<unsigned> {
 protected:
  ScriptedBatch batch;

  static std::unique_ptr<Executor> make(const model::ControlOptions& control) {
    return make_executor(GetParam(), obey, control);
  }
  /// Runs `jobs`; the first worker that reaches `step` of `victim` does `what`.
  static model::RunResult run_and_do_once_at(const ScriptedBatch& jobs, WorkerStep step, std::size_t victim,
                                             const model::ControlOptions& control, void (*what)()) {
    const util::SharedArray<std::uint32_t> visits(1);
    const auto probe = [&](WorkerStep reached, std::size_t job) {
      if (job == victim && reached == step && std::atomic_ref(visits[0]).fetch_add(1) == 0) what();
    };
    ProbedExecutor executor(GetParam(), probe, control);
    model::RunResult result = run_and_check(executor, jobs);
    EXPECT_GE(visits[0], 1U) << "the step was never reached";
    return result;
  }
};
INSTANTIATE_TEST_SUITE_P(Modes, FaultsTest, testing::Values(0U, 1U, 2U, 4U), name_of_executor);

void wait_for_death() {
  for (;;) ::pause();
}
void die() {
  std::raise(SIGKILL);
}

std::vector<std::string> kinds_of(const model::RunResult& result) {
  std::vector<std::string> kinds;
  for (const model::JobOutcome& outcome : result.outcomes) kinds.emplace_back(model::name_of(outcome.kind));
  return kinds;
}

TEST_P(FaultsTest, WhatHangsIsEndedAndTheRestIsDone) {
  std::vector<std::string> expected;
  for (const char* order : {"stall", "spin", "sigstop"}) {
    batch.add(order, 2);
    batch.add("ok");
    expected.insert(expected.end(), {"timed_out", "done"});
  }
  const model::RunResult result = run_and_check(*make({.timeout = kLimit}), batch);
  EXPECT_EQ(kinds_of(result), expected);
  EXPECT_EQ(model::reason(result.outcomes[0].kind), "timed out after 1.000 s");
  EXPECT_GE(result.outcomes[0].duration, kLimit * 9 / 10) << "was not given its time";
}

TEST_P(FaultsTest, EachImageHasTheWholeTime) {
  batch.add_many(5 * std::max(1U, GetParam()), "sleep 300");
  const model::RunResult result = run_and_check(*make({.timeout = kLimit}), batch);
  EXPECT_GT(result.wall, kLimit) << "this proved nothing";
  EXPECT_THAT(kinds_of(result), testing::Each("done"));
}

TEST_P(FaultsTest, WhatCostAWorkerIsTriedAgain) {
  struct Row {
    const char* first;
    const char* then;
    const char* kind;
    unsigned attempts;
  };
  const std::vector<Row> rows{
      {"segfault", "ok", "done", 2},       {"exit 1", "segfault", "crashed", 3},
      {"sigkill", "exit 3", "exited", 3},  {"segfault", "error broken", "failed", 2},
      {"stall", "ok", "done", 2},          {"abort", "nothing", "failed", 2},
      {"error broken", "ok", "failed", 1}, {"bad_alloc", "ok", "failed", 1},
      {"ok", "segfault", "done", 1},
  };
  for (const Row& row : rows) batch.add_changing(row.first, row.then);
  batch.add_many(5, "ok");
  CountingObserver observer(batch.jobs().size());
  const model::RunResult result = make({.timeout = kLimit, .retries = 2})->run(batch.jobs(), observer);
  EXPECT_THAT(observer.told(), testing::Each(1));
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
  for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
    const Row row = i < rows.size() ? rows[i] : Row{"ok", "", "done", 1};
    const model::JobOutcome& outcome = result.outcomes[i];
    EXPECT_EQ(model::name_of(outcome.kind), row.kind) << row.first << ", " << row.then;
    EXPECT_EQ(outcome.attempts, row.attempts) << row.first << ", " << row.then;
    EXPECT_EQ(std::filesystem::exists(batch.job(i).outputs[0]), outcome.done() != nullptr) << row.first;
  }
}

TEST_P(FaultsTest, ADeathAtAnyStepIsRetriedOnlyWhereNothingWasDone) {
  struct Row {
    const char* name;
    WorkerStep step;
    unsigned attempts;
  };
  const std::vector<Row> rows{
      {"took_index", WorkerStep::took_index, 1}, {"claimed", WorkerStep::claimed, 2}, {"ended", WorkerStep::ended, 1}};
  const std::size_t victim = batch.add("ok", 3);
  batch.add_many(12, "ok");
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    for (const auto& output : batch.job(victim).outputs) std::filesystem::remove(output);
    const model::RunResult result = run_and_do_once_at(batch, row.step, victim, {.retries = 1}, die);
    EXPECT_THAT(kinds_of(result), testing::Each("done"));
    EXPECT_EQ(result.outcomes[victim].attempts, row.attempts);
  }
}

TEST_P(FaultsTest, ATimeOutAtAnyStepLosesNothingThatWasDone) {
  struct Row {
    const char* name;
    WorkerStep step;
    const char* order;
    const char* kind;
  };
  const std::vector<Row> rows{
      {"took_index", WorkerStep::took_index, "ok", "done"},
      {"claimed", WorkerStep::claimed, "ok", "timed_out"},
      {"failing", WorkerStep::failing, "error x", "timed_out"},
      {"ended", WorkerStep::ended, "ok", "done"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    ScriptedBatch own;
    const std::size_t victim = own.add(row.order, 3);
    own.add_many(8, "ok");
    const model::RunResult result = run_and_do_once_at(own, row.step, victim, {.timeout = kLimit / 2}, wait_for_death);
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
      EXPECT_EQ(model::name_of(result.outcomes[i].kind), i == victim ? row.kind : "done") << i;
    }
  }
}

TEST_P(FaultsTest, ADeathAtAnyStepHaltsTheRunOnlyWhereTheImageIsLost) {
  struct Row {
    const char* name;
    WorkerStep step;
    bool halted;
  };
  const std::vector<Row> rows{{"took_index", WorkerStep::took_index, false},
                              {"claimed", WorkerStep::claimed, true},
                              {"ended", WorkerStep::ended, false}};
  const std::size_t victim = batch.add("ok, and the first to be taken");
  batch.add_many(8 * std::max(1U, GetParam()), "sleep 10");
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    for (const model::Job& job : batch.jobs()) std::filesystem::remove(job.outputs[0]);
    const model::RunResult result = run_and_do_once_at(batch, row.step, victim, {.halt = model::Halt::first}, die);
    EXPECT_EQ(result.halted, row.halted);
    EXPECT_EQ(std::ranges::count(kinds_of(result), "interrupted") > 0, row.halted);
    EXPECT_EQ(result.outcomes[victim].done() == nullptr, row.halted);
  }
}

TEST_P(FaultsTest, AHaltWaitsForTheLastAttempt) {
  batch.add_changing("segfault", "ok");
  batch.add_many(4, "ok");
  const model::RunResult result = run_and_check(*make({.retries = 1, .halt = model::Halt::first}), batch);
  EXPECT_FALSE(result.halted);
  EXPECT_THAT(kinds_of(result), testing::Each("done"));
}

TEST_P(FaultsTest, EveryImageMayHangOrCrashAgainAndAgain) {
  batch.add_many(8, "segfault");
  const model::RunResult result = run_and_check(*make({.retries = 5}), batch);
  for (const model::JobOutcome& outcome : result.outcomes) {
    EXPECT_EQ(model::name_of(outcome.kind), "crashed");
    EXPECT_EQ(outcome.attempts, 6U);
  }
  EXPECT_LE(result.replaced_workers, 48U);
}

class StoppedRunTest : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Modes, StoppedRunTest, testing::Values(0U, 2U), name_of_executor);

TEST_P(StoppedRunTest, WhatWasToBeTriedAgainIsToldAsItEnded) {
  ScriptedBatch batch;
  batch.add("segfault and be the first to be taken");
  batch.add_many(6, "stall");
  const std::uint32_t in_hand = std::max(1U, GetParam());
  BatchProcess process(batch, GetParam(), 1 + in_hand, {.retries = GetParam() == 0 ? 0U : 1U});
  process.kill(SIGTERM);
  ::usleep(20'000);
  process.kill(SIGTERM);
  EXPECT_EQ(process.wait(), util::ProcessEnd{util::ExitedWith{0}});
  EXPECT_EQ(process.told().other, 1U) << "the crash";
  EXPECT_EQ(process.told().interrupted, 6U);
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_P(StoppedRunTest, NobodyIsLateBecauseAllStoodStill) {
  ScriptedBatch batch;
  batch.add_many(4, "sleep 400");
  BatchProcess process(batch, GetParam(), std::max(1U, GetParam()), {.timeout = 2s});
  process.kill_group(SIGSTOP);
  ::usleep(2'500'000);
  process.kill_group(SIGCONT);
  EXPECT_EQ(process.wait(), util::ProcessEnd{util::ExitedWith{0}});
  EXPECT_EQ(process.told().done, 4U);
  EXPECT_GT(process.told().wall_ms, 2500) << "was not stopped: this proved nothing";
}

}  // namespace
}  // namespace resizer::exec
