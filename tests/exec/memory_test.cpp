#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <span>
#include <string>

#include "exec/batch_process.hpp"
#include "exec/probed_executor.hpp"
#include "exec/scripted_batch.hpp"
#include "exec/worker_process.hpp"
#include "util/shared_mapping.hpp"

/// Limits and reservations of memory, with real workers.
namespace resizer::exec {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMB = 1'000'000;
/// 110 MB for one job and 210 for two: a third has to wait.
constexpr MemoryPlan kTight{.worker_limit_bytes = 600 * kMB, .unreserved_bytes = 10 * kMB, .shared_bytes = 200 * kMB};

/// The number of workers; 0 means the sequential executor.
class MemoryTest : public testing::TestWithParam<unsigned> {
 protected:
  ScriptedBatch batch;

  model::RunResult run(const model::ControlOptions& control = {}) {
    ProbedExecutor executor(GetParam(), kTight, control);
    return run_and_check(executor, batch);
  }
  static void expect_done(std::span<const model::JobOutcome> outcomes) {
    for (const model::JobOutcome& outcome : outcomes) {
      EXPECT_NE(outcome.done(), nullptr) << model::reason(outcome.kind);
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Modes, MemoryTest, testing::Values(0U, 1U, 2U, 4U), name_of_executor);

TEST_P(MemoryTest, UnlimitedAllocationCostsOneImage) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "AddressSanitizer needs more memory than any limit allows";
#endif
  batch.add("hog");
  batch.add("hog_c");
  batch.add_many(4, "ok");
  const model::RunResult result = run();
  EXPECT_EQ(model::reason(result.outcomes[0].kind), "not enough memory");
  EXPECT_EQ(model::reason(result.outcomes[1].kind), "crashed: SIGSEGV");
  EXPECT_LE(result.peak_worker_bytes, kTight.worker_limit_bytes + 50 * kMB);
  EXPECT_GE(result.peak_worker_bytes, kTight.worker_limit_bytes / 2) << "was stopped by something else";
  expect_done(std::span(result.outcomes).subspan(2));
}

TEST_P(MemoryTest, NobodyHoldsWhatWasNotGranted) {
  struct Count {
    std::uint32_t now;
    std::uint32_t most;
  };
  const util::SharedArray<Count> holders(1);
  const auto hold = [&](const model::Job& job, auto temps, const util::ReserveMemory& reserve) {
    EXPECT_EQ(reserve(110 * kMB), 110 * kMB);
    const std::uint32_t now = std::atomic_ref(holders[0].now).fetch_add(1) + 1;
    std::uint32_t most = std::atomic_ref(holders[0].most).load();
    while (most < now && !std::atomic_ref(holders[0].most).compare_exchange_weak(most, now)) {
    }
    ::usleep(20'000);
    std::atomic_ref(holders[0].now).fetch_sub(1);
    return obey(job, temps, [](std::uint64_t bytes) { return bytes; });
  };
  batch.add_many(24, "ok");
  const RunSetup setup{GetParam() == 0 ? model::Execution::sequential : model::Execution::parallel,
                       std::max(1U, GetParam()),
                       hold,
                       {},
                       kTight,
                       {}};
  CountingObserver observer(24);
  const model::RunResult result = Supervisor(setup, batch.jobs(), observer).run();
  expect_done(result.outcomes);
  EXPECT_EQ(holders[0].most, std::clamp(GetParam(), 1U, 2U));
}

TEST_P(MemoryTest, WhatTheDeadHeldIsGivenBack) {
  batch.add_many(6, "reserve_and_crash 200");
  batch.add_many(6, "reserve 200");
  const model::RunResult result = run();
  EXPECT_EQ(model::reason(result.outcomes[0].kind), "crashed: SIGSEGV");
  expect_done(std::span(result.outcomes).subspan(6));
}

TEST_P(MemoryTest, WaitingCostsNoTime) {
  batch.add_many(3, "reserve_and_stall 200");
  batch.add_many(3, "reserve 200");
  const model::RunResult result = run({.timeout = 700ms});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(model::name_of(result.outcomes[i].kind), "timed_out");
  expect_done(std::span(result.outcomes).subspan(3));
}

TEST_P(MemoryTest, ALargeOneRunsAloneAndATooLargeOneFailsWithTheFigure) {
  batch.add("reserve 590");
  batch.add("reserve 601");
  batch.add_many(4, "reserve 110");
  const model::RunResult result = run();
  EXPECT_NE(result.outcomes[0].done(), nullptr) << model::reason(result.outcomes[0].kind);
  EXPECT_EQ(model::reason(result.outcomes[1].kind), "needs 601 MB of memory, more than a worker may take (600 MB)");
  EXPECT_EQ(result.replaced_workers, 0U) << "nothing is wrong with the worker";
  EXPECT_EQ(result.memory_limit_bytes, kLimitsMemory ? std::optional(600 * kMB) : std::nullopt);
  expect_done(std::span(result.outcomes).subspan(2));
}

TEST_P(MemoryTest, AskingForMoreLetsGoOfTheLess) {
  batch.add_many(16, "reserve_twice 100");
  expect_done(run().outcomes);
}

TEST_P(MemoryTest, WaitingEndsWithTheRun) {
  batch.add_many(8, "reserve_and_stall 590");
  const std::uint32_t in_hand = std::max(1U, GetParam());
  BatchProcess process(batch, GetParam(), in_hand, {.memory_limit_bytes = 600 * kMB});
  process.kill(SIGTERM);
  ::usleep(20'000);
  process.kill(SIGTERM);
  EXPECT_EQ(process.wait(), util::ProcessEnd{util::ExitedWith{0}});
  EXPECT_EQ(process.told().interrupted, 8U);
}

}  // namespace
}  // namespace resizer::exec
