#include "machine/cpu_use.hpp"

#include <gtest/gtest.h>

#include "util/fake_root.hpp"

namespace resizer::machine {
namespace {

using namespace std::chrono_literals;

const std::string two_cores =
    "cpu  300 30 60 9000 90 6 9 12 40 4\n"
    "cpu0 100 10 20 3000 30 2 3 4 50 5\n"
    "cpu1 200 20 40 6000 60 4 6 8 0 0\n"
    "intr 12345 0 0\n";

TEST(CpuTicks, AreBusyUnlessIdleWaitingOrStolen) {
  const util::FakeRoot root(std::vector<util::File>{{"proc/stat", two_cores}});
  const std::vector<unsigned> both{0, 1};
  const auto ticks = read_cpu_ticks(both, root.path());
  ASSERT_TRUE(ticks);
  EXPECT_EQ(ticks->busy, 135U + 270U) << "guests are contained in user and nice";
  EXPECT_EQ(ticks->stolen, 12U);
  const std::vector<unsigned> second{1};
  EXPECT_EQ(read_cpu_ticks(second, root.path())->busy, 270U) << "of the allowed cores only";
}

TEST(CpuTicks, AreUnknownWhereTheFileIsOdd) {
  const std::string texts[] = {"",
                               "cpu0\n",
                               "cpu0 1 2 3\n",
                               "cpu0 1 2 3 4 5 6 7 x\n",
                               "cpu0 -1 2 3 4 5 6 7 8\n",
                               "cpu0 99999999999999999999 2 3 4 5 6 7 8\n",
                               "cpu1 1 2 3 4 5 6 7 8\n",
                               std::string("\0\xFF\n cpu0", 8)};
  const std::vector<unsigned> first{0};
  for (const std::string& text : texts) {
    const util::FakeRoot root(std::vector<util::File>{{"proc/stat", text}});
    EXPECT_FALSE(read_cpu_ticks(first, root.path())) << text;
  }
  const util::FakeRoot root(std::vector<util::File>{{"proc/stat", two_cores}});
  const std::vector<unsigned> offline{0, 7};
  EXPECT_FALSE(read_cpu_ticks(offline, root.path()));
  EXPECT_FALSE(read_cpu_ticks({}, root.path())) << "of no core";
}

CpuSample sample(std::chrono::seconds at, CpuTicks ticks, std::chrono::nanoseconds own) {
  return {.at = util::Clock::time_point(at), .cores = 2, .ticks = ticks, .own = own};
}

TEST(CpuUse, OfOthersIsWhatIsBusyLessTheOwn) {
  const auto use = use_between(sample(10s, {.busy = 1000, .stolen = 50}, 1s), sample(12s, {1300, 60}, 3s));
  ASSERT_TRUE(use);
  EXPECT_EQ(use->available, 4s);
  EXPECT_EQ(use->others, 1s) << "3 s busy, 2 s of them our own";
  EXPECT_EQ(use->stolen, 100ms);
  EXPECT_EQ(use->resolution, 20ms) << "a tick of each core";
  EXPECT_DOUBLE_EQ(use->others_share(), 0.25);
  EXPECT_DOUBLE_EQ(use->stolen_share(), 0.025);
}

TEST(CpuUse, IsNeverNegativeNorMoreThanThereIs) {
  const auto less = use_between(sample(10s, {1000, 50}, 1s), sample(12s, {1100, 40}, 3s));
  ASSERT_TRUE(less);
  EXPECT_EQ(less->others, 0s) << "ticks are coarser than the own time";
  EXPECT_EQ(less->stolen, 0s);
  const auto more = use_between(sample(10s, {1000, 0}, 1s), sample(12s, {1'000'000, 1'000'000}, 1s));
  ASSERT_TRUE(more);
  EXPECT_EQ(more->others, 4s);
  EXPECT_EQ(more->stolen, 4s);
}

TEST(CpuUse, IsUnknownWithoutTicks) {
  const CpuSample begin = sample(10s, {}, 0s);
  CpuSample unknown = sample(12s, {}, 0s);
  unknown.ticks.reset();
  EXPECT_FALSE(use_between(begin, unknown));
  EXPECT_FALSE(use_between(unknown, begin));
  EXPECT_FALSE(use_between(begin, begin)) << "in no time";
  EXPECT_FALSE(use_between(CpuSample(), CpuSample()));
}

}  // namespace
}  // namespace resizer::machine
