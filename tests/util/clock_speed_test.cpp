#include "util/clock_speed.hpp"

#include <gtest/gtest.h>

namespace resizer::util {
namespace {

using namespace std::chrono_literals;

TEST(ClockSpeed, IsThatOfAProcessor) {
  const std::optional<double> mhz = clock_speed_mhz();
  if (!mhz) GTEST_SKIP() << "no chain of additions for this processor";
  EXPECT_GT(*mhz, 100);
  EXPECT_LT(*mhz, 10'000);
}

TEST(ClockSampler, ReadsOnceIn5MsOfWork) {
  if (!clock_speed_mhz()) GTEST_SKIP() << "no chain of additions for this processor";
  struct Job {
    std::chrono::nanoseconds cpu;
    bool is_read;
  };
  const Job jobs[] = {{4'999'999ns, false}, {1ns, true}, {100s, true}, {2ms, false},
                      {2ms, false},         {2ms, true}, {0ns, false}};
  ClockSampler sampler;
  for (std::size_t i = 0; i < std::size(jobs); ++i) {
    EXPECT_EQ(sampler.after(jobs[i].cpu).has_value(), jobs[i].is_read) << "job " << i;
  }
}

}  // namespace
}  // namespace resizer::util
