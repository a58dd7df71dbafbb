#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>

#include "exec/one_core.hpp"
#include "exec/probed_executor.hpp"
#include "exec/scripted_batch.hpp"
#include "util/scheduler_counters.hpp"

/// What real workers wait for is called by its name.
namespace resizer::exec {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class WaitsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!util::SchedulerCounters().read().run_queue) GTEST_SKIP() << "this kernel does not count the run queue";
  }

  /// The waits of all jobs together, each of which adds up.
  model::Waits run(Executor& executor) {
    model::Waits sum;
    for (const model::JobOutcome& outcome : run_and_check(executor, batch).outcomes) {
      EXPECT_NE(outcome.done(), nullptr) << model::reason(outcome.kind);
      if (!outcome.waits || !outcome.cpu) {
        ADD_FAILURE() << "unknown waits";
        continue;
      }
      const auto& [core, memory, disk, stolen] = *outcome.waits;
      EXPECT_EQ(*outcome.cpu + core + memory + disk + stolen, outcome.duration);
      sum.core += core;
      sum.memory += memory;
      sum.disk += disk;
      sum.stolen += stolen;
    }
    return sum;
  }

  ScriptedBatch batch;
};

TEST_F(WaitsTest, AWorkerThatSleepsInTheKernelWaitsForTheDisk) {
  batch.add_many(2, "sleep 50");
  EXPECT_GE(run(*make_executor(2, obey)).disk, 2 * 40ms);
}

TEST_F(WaitsTest, WorkersThatShareACoreWaitForIt) {
  const OnOneCore pinned;
  batch.add_many(2, "burn 100");
  const model::Waits waits = run(*make_executor(2, obey));
  EXPECT_GE(waits.core, 50ms) << "each computes 100 ms, on one core";
  EXPECT_LT(waits.disk + waits.memory, waits.core);
}

TEST_F(WaitsTest, AWorkerWaitsForMemoryThatAnotherHolds) {
  constexpr std::uint64_t kMB = 1'000'000;
  const MemoryPlan for_one{.worker_limit_bytes = 600 * kMB, .unreserved_bytes = 10 * kMB, .shared_bytes = 200 * kMB};
  const auto hold = [](const model::Job& job, auto temps, const util::ReserveMemory& reserve) {
    reserve(150 * kMB);
    ::usleep(50'000);
    return obey(job, temps, [](std::uint64_t bytes) { return bytes; });
  };
  batch.add_many(2, "ok");
  CountingObserver observer(2);
  const RunSetup setup{model::Execution::parallel, 2, hold, {}, for_one, {}};
  const model::RunResult result = Supervisor(setup, batch.jobs(), observer).run();
  nanoseconds memory{};
  for (const model::JobOutcome& outcome : result.outcomes) memory += outcome.waits.value_or(model::Waits{}).memory;
  EXPECT_GE(memory, 25ms) << "the second waits while the first sleeps";
}

}  // namespace
}  // namespace resizer::exec
