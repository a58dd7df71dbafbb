#include "machine/sampler.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "util/allowance.hpp"
#include "util/fake_root.hpp"

namespace resizer::machine {
namespace {

using namespace std::chrono_literals;

void work_for(std::chrono::milliseconds duration) {
  const auto end = util::Clock::now() + duration;
  while (util::Clock::now() < end) {
  }
}

TEST(SystemSampler, ReadsTheGivenCores) {
  const util::FakeRoot root(std::vector<util::File>{{"proc/stat", "cpu3 1 0 0 0 0 0 0 2 0 0\n"}});
  const CpuSample cpu = SystemSampler({3}, root.path()).take().cpu;
  ASSERT_TRUE(cpu.ticks);
  EXPECT_EQ(cpu.cores, 1U);
  EXPECT_EQ(cpu.ticks->busy, 1U);
  EXPECT_EQ(cpu.ticks->stolen, 2U);
  EXPECT_FALSE(SystemSampler({4}, root.path()).take().cpu.ticks);
}

TEST(SystemSampler, ReadsTheState) {
  const util::FakeRoot root(
      std::vector<util::File>{{"sys/devices/system/cpu/cpu3/cpufreq/scaling_governor", "ondemand"}});
  EXPECT_EQ(SystemSampler({3}, root.path()).take().state.governor, "ondemand");
}

TEST(SystemSampler, ReadsTheEnergy) {
  const util::FakeRoot root(std::vector<util::File>{{"sys/class/powercap/intel-rapl:0/name", "package-0\n"},
                                                    {"sys/class/powercap/intel-rapl:0/energy_uj", "7\n"}});
  EXPECT_EQ(SystemSampler({3}, root.path()).take().energy.value().counters.at(0).count, 7U);
}

TEST(SystemSampler, DoesNotTakeThisProcessForAnother) {
  SystemSampler sampler(util::allowed_cpus());
  const Sample begin = sampler.take();
  work_for(200ms);
  const Sample end = sampler.take();
  EXPECT_GT(end.cpu.own - begin.cpu.own, 10ms);
  const auto use = use_between(begin.cpu, end.cpu);
  if (!use) GTEST_SKIP() << "/proc/stat does not tell";
  EXPECT_LE(use->others + (end.cpu.own - begin.cpu.own), use->available + use->resolution);
}

}  // namespace
}  // namespace resizer::machine
