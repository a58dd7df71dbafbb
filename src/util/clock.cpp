#include "util/clock.hpp"

#include <ctime>

namespace resizer::util {

std::chrono::nanoseconds process_cpu_time() noexcept {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace resizer::util
