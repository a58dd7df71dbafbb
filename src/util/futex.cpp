#include "resizer/util/futex.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <limits>

namespace resizer::util {

// Not std::atomic::wait: the standard library's waits are private to a process.

void futex_wait(const std::uint32_t& word, std::uint32_t expected) noexcept {
  if (::syscall(SYS_futex, &word, FUTEX_WAIT, expected, nullptr, nullptr, 0) == 0) return;
  if (errno == EAGAIN || errno == EINTR) return;
  const timespec millisecond{0, 1'000'000};  // where the call is forbidden, the caller looks again and again
  ::nanosleep(&millisecond, nullptr);
}

void futex_wake(std::uint32_t& word) noexcept {
  ::syscall(SYS_futex, &word, FUTEX_WAKE, std::numeric_limits<int>::max(), nullptr, nullptr, 0);
}

}  // namespace resizer::util
