#include "machine/clock_ticks.hpp"

#include <unistd.h>

#include <algorithm>

namespace resizer::machine {

std::chrono::nanoseconds ticks_to_time(std::uint64_t ticks) {
  static const auto per_second = static_cast<std::uint64_t>(std::max(::sysconf(_SC_CLK_TCK), 1L));
  return std::chrono::nanoseconds(std::chrono::nanoseconds::period::den / per_second * ticks);
}

}  // namespace resizer::machine
