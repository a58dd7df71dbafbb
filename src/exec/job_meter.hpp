#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "exec/job_slot.hpp"
#include "util/clock_speed.hpp"
#include "util/hardware_counters.hpp"
#include "util/scheduler_counters.hpp"

namespace resizer::exec {

/// How long a job's reservations of memory have waited, and how often.
struct MemoryWait {
  std::chrono::nanoseconds time{};
  std::uint32_t times = 0;
};

/// Worker: measures its jobs, one after another. Create it before the sandbox is entered, in the process that is
/// measured.
class JobMeter {
 public:
  explicit JobMeter(util::SchedulerCounters scheduler = util::SchedulerCounters(),
                    util::HardwareCounters hardware = util::HardwareCounters::open(),
                    util::ClockSampler clock = util::ClockSampler()) noexcept
      : scheduler_(std::move(scheduler)), hardware_(std::move(hardware)), clock_(clock) {}

  /// Its open files; negative ones are none.
  std::vector<int> fds() const;
  /// Sets when the job was claimed.
  void begin(JobSlot& slot) noexcept;
  /// Sets when the job ended, and all that was counted since begin(). Then it may read the clock, which takes
  /// microseconds that are no job's.
  void end(JobSlot& slot, const MemoryWait& memory) noexcept;

 private:
  struct Counts {
    std::chrono::nanoseconds cpu{};
    util::SchedulerCounts scheduler;
    std::optional<util::HardwareCounts> hardware;
  };

  util::SchedulerCounters scheduler_;
  util::HardwareCounters hardware_;
  util::ClockSampler clock_;
  Counts at_begin_;
};

}  // namespace resizer::exec
