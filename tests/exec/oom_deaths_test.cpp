#include "exec/oom_deaths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "exec/memory_group.hpp"
#include "exec/probed_executor.hpp"
#include "exec/scripted_batch.hpp"
#include "util/child_process.hpp"
#include "util/fake_root.hpp"

namespace resizer::exec {
namespace {

TEST(OomDeaths, ExplainAsManyAsTheKernelHasCountedSince) {
  const util::FakeRoot root({util::File{"proc/vmstat", "oom_kill 7\n"}});
  OomDeaths deaths(root.path());
  EXPECT_FALSE(deaths.explain_one()) << "those are of earlier runs";
  std::ofstream(root.path() / "proc/vmstat") << "oom_kill 9\n";
  EXPECT_TRUE(deaths.explain_one());
  EXPECT_TRUE(deaths.explain_one());
  EXPECT_FALSE(deaths.explain_one());
}

/// The report about a worker that exceeds its control group's memory, and about one killed by a signal.
int run_within(const MemoryGroup& group, const ScriptedBatch& batch) {
  group.enter();
  constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 40U;
  ProbedExecutor executor(2, {.worker_limit_bytes = kNoLimit, .unreserved_bytes = kNoLimit, .shared_bytes = 0});
  CountingObserver observer(batch.jobs().size());
  const model::RunResult result = executor.run(batch.jobs(), observer);
  EXPECT_EQ(model::reason(result.outcomes[0].kind), "the kernel killed its worker for lack of memory");
  const auto* failed = std::get_if<model::Failed>(&result.outcomes[0].kind);
  EXPECT_TRUE(failed != nullptr && failed->code == util::ErrorCode::out_of_memory);
  EXPECT_EQ(model::reason(result.outcomes[1].kind), "crashed: SIGKILL");
  for (std::size_t i = 2; i < result.outcomes.size(); ++i) EXPECT_NE(result.outcomes[i].done(), nullptr) << i;
  return testing::Test::HasFailure() ? 1 : 0;
}

TEST(OomDeaths, OfARealControlGroupAreLackOfMemory) {
  constexpr std::uint64_t kGroupBytes = std::uint64_t{256} << 20U;
  const auto group = MemoryGroup::make(kGroupBytes);
  if (!group) GTEST_SKIP() << "this process may not make a control group that limits memory";
  ScriptedBatch batch;
  batch.add("hog");
  batch.add("sigkill");
  batch.add_many(6, "ok");
  auto process = util::ChildProcess::start([&] { return run_within(*group, batch); });
  EXPECT_EQ(process.wait().end, util::ProcessEnd{util::ExitedWith{0}});
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

}  // namespace
}  // namespace resizer::exec
