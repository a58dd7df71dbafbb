#include "stats/scaling.hpp"

#include <gtest/gtest.h>

namespace resizer::stats {
namespace {

TEST(Speedup, IsTheRatioOfTheTimes) {
  EXPECT_EQ(speedup(3, 1.5), 2);
  EXPECT_EQ(speedup(1, 4), 0.25);
}

TEST(Speedup, IsUnknownWithoutTimes) {
  EXPECT_EQ(speedup(0, 1), std::nullopt);
  EXPECT_EQ(speedup(1, 0), std::nullopt);
  EXPECT_EQ(speedup(-1, 1), std::nullopt);
}

TEST(Efficiency, SharesTheSpeedupAmongWorkers) {
  EXPECT_EQ(efficiency(1.8, 2), 0.9);
  EXPECT_EQ(efficiency(1.8, 0), std::nullopt);
}

TEST(SerialFraction, IsWhatAmdahlsLawWouldNeed) {
  EXPECT_DOUBLE_EQ(serial_fraction(4 / (1 + 0.2 * 3), 4).value(), 0.2);
  EXPECT_DOUBLE_EQ(serial_fraction(2, 2).value(), 0);
  EXPECT_DOUBLE_EQ(serial_fraction(1, 8).value(), 1);
  EXPECT_LT(serial_fraction(2.1, 2).value(), 0);
  EXPECT_EQ(serial_fraction(1, 1), std::nullopt);
  EXPECT_EQ(serial_fraction(0, 2), std::nullopt);
}

}  // namespace
}  // namespace resizer::stats
