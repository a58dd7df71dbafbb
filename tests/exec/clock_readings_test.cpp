#include <gtest/gtest.h>

#include "exec/one_core.hpp"
#include "exec/scripted_batch.hpp"
#include "util/clock_speed.hpp"

/// Real workers read plausible clocks, however busy their core is.
namespace resizer::exec {
namespace {

using namespace std::chrono_literals;

class ClockReadings : public testing::Test {
 protected:
  void SetUp() override {
    if (!util::clock_speed_mhz()) GTEST_SKIP() << "no chain of additions for this processor";
  }

  /// Runs `workers` over jobs of 10 ms of CPU time, each of which is read.
  static void expect_readings(unsigned workers) {
    ScriptedBatch batch;
    batch.add_many(8, "burn 10");
    const auto executor = make_executor(workers, obey);
    for (const model::JobOutcome& outcome : run_and_check(*executor, batch).outcomes) {
      ASSERT_TRUE(outcome.clock_mhz.has_value()) << workers << " workers: " << model::reason(outcome.kind);
      EXPECT_GT(*outcome.clock_mhz, 100) << workers << " workers";
      EXPECT_LT(*outcome.clock_mhz, 10'000) << workers << " workers";
    }
  }
};

TEST_F(ClockReadings, ArePlausibleInEveryMode) {
  for (const unsigned workers : {0U, 1U, 2U}) expect_readings(workers);
}

TEST_F(ClockReadings, ArePlausibleOnACoreThatIsShared) {
  const OnOneCore pinned;
  expect_readings(3);
}

TEST_F(ClockReadings, AreLeftOutOfShortWork) {
  ScriptedBatch batch;
  batch.add_many(2, "sleep 1");
  const auto executor = make_executor(1, obey);
  for (const model::JobOutcome& outcome : run_and_check(*executor, batch).outcomes) {
    EXPECT_FALSE(outcome.clock_mhz.has_value());
  }
}

}  // namespace
}  // namespace resizer::exec
