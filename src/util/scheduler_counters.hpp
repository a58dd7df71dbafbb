#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "util/fd.hpp"

namespace resizer::util {

/// What the kernel has counted of a process since its start.
struct SchedulerCounts {
  /// How long it was ready to run without a core: the second field of /proc/PID/schedstat (Linux,
  /// Documentation/scheduler/sched-stats.rst). None if the kernel does not count it.
  std::optional<std::chrono::nanoseconds> run_queue;
  /// Voluntary context switches: how often it slept in the kernel (getrusage(2)).
  std::uint64_t sleeps = 0;
  /// Major page faults: how often it needed a page that had to be read from a disk (getrusage(2)).
  std::uint64_t page_reads = 0;
};

/// The counters of the process that creates it. The file stays open, so that they can be read in a sandbox. For a
/// process with one thread: the run queue is that of its first.
class SchedulerCounters {
 public:
  explicit SchedulerCounters(const char* schedstat = "/proc/self/schedstat") noexcept;

  SchedulerCounts read() const noexcept;
  /// -1 without the file.
  int fd() const noexcept { return file_.get(); }

 private:
  Fd file_;
};

}  // namespace resizer::util
