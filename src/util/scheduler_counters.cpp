#include "util/scheduler_counters.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace resizer::util {
namespace {

/// "CPU_NS RUN_QUEUE_NS TIMESLICES"
std::optional<std::chrono::nanoseconds> run_queue_of(int file) noexcept {
  std::array<char, 80> text{};
  const ssize_t length = ::pread(file, text.data(), text.size(), 0);
  if (length <= 0) return std::nullopt;
  const char* const end = text.data() + length;
  const char* const blank = std::find<const char*>(text.data(), end, ' ');
  std::int64_t nanoseconds = 0;
  if (blank == end || std::from_chars(blank + 1, end, nanoseconds).ec != std::errc() || nanoseconds < 0) {
    return std::nullopt;
  }
  return std::chrono::nanoseconds(nanoseconds);
}

}  // namespace

SchedulerCounters::SchedulerCounters(const char* schedstat) noexcept : file_(::open(schedstat, O_RDONLY | O_CLOEXEC)) {}

SchedulerCounts SchedulerCounters::read() const noexcept {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return {.run_queue = file_ ? run_queue_of(file_.get()) : std::nullopt,
          .sleeps = static_cast<std::uint64_t>(usage.ru_nvcsw),
          .page_reads = static_cast<std::uint64_t>(usage.ru_majflt)};
}

}  // namespace resizer::util
