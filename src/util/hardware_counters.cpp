#include "util/hardware_counters.hpp"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace resizer::util {
namespace {

/// What a group of two is read as (perf_event_open(2), "Reading results").
struct GroupContent {
  std::uint64_t counters;
  std::uint64_t enabled_ns;
  std::uint64_t counted_ns;
  std::uint64_t cycles;
  std::uint64_t instructions;
};

constexpr int kNoGroup = -1;

Fd open_counter(std::uint64_t event, int group) noexcept {
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  attributes.type = PERF_TYPE_HARDWARE;
  attributes.config = event;
  attributes.read_format = PERF_FORMAT_GROUP | PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  attributes.exclude_kernel = 1;
  attributes.exclude_hv = 1;
  constexpr int kThisProcess = 0;
  constexpr int kAnyCpu = -1;
  return Fd(static_cast<int>(
      ::syscall(SYS_perf_event_open, &attributes, kThisProcess, kAnyCpu, group, PERF_FLAG_FD_CLOEXEC)));
}

}  // namespace

HardwareCounters HardwareCounters::open() noexcept {
  Fd cycles = open_counter(PERF_COUNT_HW_CPU_CYCLES, kNoGroup);
  if (!cycles) return {Fd(), Fd()};
  Fd instructions = open_counter(PERF_COUNT_HW_INSTRUCTIONS, cycles.get());
  if (!instructions) return {Fd(), Fd()};
  return {std::move(cycles), std::move(instructions)};
}

std::optional<HardwareCounts> HardwareCounters::read() const noexcept {
  GroupContent content{};
  if (!cycles_ || ::read(cycles_.get(), &content, sizeof content) != sizeof content || content.counters != 2) {
    return std::nullopt;
  }
  using std::chrono::nanoseconds;
  return HardwareCounts{.enabled = nanoseconds(content.enabled_ns),
                        .counted = nanoseconds(content.counted_ns),
                        .cycles = content.cycles,
                        .instructions = content.instructions};
}

CounterRefusal refusal_of(int error, const std::filesystem::path& root) {
  CounterRefusal refusal;
  if (error == EACCES || error == EPERM) refusal.reason = CounterRefusal::Reason::forbidden;
  int paranoid = 0;
  if (std::ifstream(root / "proc/sys/kernel/perf_event_paranoid") >> paranoid) refusal.paranoid = paranoid;
  return refusal;
}

std::optional<CounterRefusal> counter_refusal() {
  errno = 0;
  const HardwareCounters counters = HardwareCounters::open();
  if (counters.fds()[0] >= 0) return std::nullopt;
  return refusal_of(errno, "/");
}

}  // namespace resizer::util
