#include "exec/job_meter.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "util/clock.hpp"
#include "util/fake_root.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::exec {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

/// What the kernel would write of a group of two counters.
struct Group {
  std::uint64_t counters = 2;
  std::uint64_t enabled_ns = 0;
  std::uint64_t counted_ns = 0;
  std::uint64_t cycles = 0;
  std::uint64_t instructions = 0;
};

/// A meter whose hardware counters have these values at its first reading, its second, and so on.
JobMeter meter_with(const std::vector<Group>& readings) {
  std::string bytes;
  for (const Group& group : readings) bytes.append(reinterpret_cast<const char*>(&group), sizeof group);
  const util::FakeRoot root({{"counters", bytes}});
  util::Fd file(::open((root.path() / "counters").c_str(), O_RDONLY));
  return JobMeter(util::SchedulerCounters(), util::HardwareCounters(std::move(file), util::Fd()));
}

void burn(nanoseconds cpu) {
  const nanoseconds until = util::process_cpu_time() + cpu;
  while (util::process_cpu_time() < until) {
  }
}

TEST(JobMeter, CountsFromTheClaimToTheEnd) {
  struct Row {
    const char* what;
    std::vector<Group> readings;
    model::WorkCounts counts;
  };
  const Row rows[] = {{"all the time", {{2, 10, 10, 100, 200}, {2, 60, 60, 1100, 2700}}, {2500, 1000}},
                      {"not before the job", {{2, 10, 4, 100, 200}, {2, 60, 54, 1100, 2700}}, {2500, 1000}},
                      {"part of the job", {{2, 10, 10, 100, 200}, {2, 60, 59, 1100, 2700}}, {}},
                      {"at the claim only", {{2, 10, 10, 100, 200}}, {}},
                      {"never", {}, {}}};
  for (const Row& row : rows) {
    const util::SharedArray<JobSlot> slots(1);
    JobMeter meter = meter_with(row.readings);
    meter.begin(slots[0]);
    meter.end(slots[0], {});
    EXPECT_EQ(slots[0].counts, row.counts) << row.what;
  }
}

TEST(JobMeter, NamesEveryFileThatItReads) {
  if (util::SchedulerCounters().fd() < 0) GTEST_SKIP() << "this kernel does not count the run queue";
  util::HardwareCounters hardware(util::Fd(::open("/dev/null", O_RDONLY)), util::Fd(::open("/dev/null", O_RDONLY)));
  const auto [cycles, instructions] = hardware.fds();
  util::SchedulerCounters scheduler;
  const int schedstat = scheduler.fd();
  EXPECT_THAT(JobMeter(std::move(scheduler), std::move(hardware)).fds(),
              testing::UnorderedElementsAre(schedstat, cycles, instructions));
}

constexpr nanoseconds kReading = 20ms;
std::optional<double> read_slowly() noexcept {
  burn(kReading);
  return 3000;
}

TEST(JobMeter, ReadsTheClockAfterTheJobHasEnded) {
  const util::SharedArray<JobSlot> slots(1);
  JobMeter meter(util::SchedulerCounters(), util::HardwareCounters({}, {}), util::ClockSampler(read_slowly));
  const nanoseconds cpu_before = util::process_cpu_time();
  meter.begin(slots[0]);
  burn(6ms);
  meter.end(slots[0], {});
  const nanoseconds cpu_after = util::process_cpu_time();
  const nanoseconds after = util::Clock::now().time_since_epoch();
  EXPECT_EQ(slots[0].clock_mhz, 3000);
  EXPECT_GE(cpu_after - cpu_before - nanoseconds(slots[0].cpu_ns), kReading);
  EXPECT_GE(after - nanoseconds(slots[0].ended_ns), kReading);
  meter.begin(slots[0]);
  meter.end(slots[0], {});
  EXPECT_EQ(slots[0].clock_mhz, 0) << "a short job does not leave the reading of the one before";
}

}  // namespace
}  // namespace resizer::exec
