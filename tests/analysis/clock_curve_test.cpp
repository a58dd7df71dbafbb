#include "analysis/clock_curve.hpp"

#include <gtest/gtest.h>

namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;

model::JobOutcome job(std::chrono::nanoseconds start, std::optional<double> mhz) {
  model::JobOutcome outcome;
  outcome.start = start;
  outcome.duration = 10ms;
  outcome.clock_mhz = mhz;
  return outcome;
}

TEST(ClockCurve, HasTheMedianOfEveryPeriod) {
  model::RunResult run;
  run.outcomes = {job(250ms, 2000), job(0ms, 3000),  job(20ms, 3300), job(80ms, 3100),
                  job(300ms, 2200), job(95ms, 2800), job(150ms, {})};
  const std::vector<ClockPoint> curve = clock_curve(run, 0.1);
  ASSERT_EQ(curve.size(), 4U);
  EXPECT_DOUBLE_EQ(curve[0].at_s, 0.05);
  EXPECT_DOUBLE_EQ(curve[0].mhz, 3100);
  EXPECT_DOUBLE_EQ(curve[1].at_s, 0.15);
  EXPECT_DOUBLE_EQ(curve[1].mhz, 2800) << "read at the end of its job";
  EXPECT_DOUBLE_EQ(curve[2].mhz, 2000);
  EXPECT_DOUBLE_EQ(curve[3].mhz, 2200);
}

TEST(ClockCurve, IsEmptyWithoutReadings) {
  model::RunResult run;
  run.outcomes = {job(0ms, {})};
  EXPECT_TRUE(clock_curve(run, 0.1).empty());
}

}  // namespace
}  // namespace resizer::analysis
