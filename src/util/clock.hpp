#pragma once

#include <chrono>

namespace resizer::util {

/// The clock for all measurements: CLOCK_MONOTONIC, whose time points are comparable between parent and children.
using Clock = std::chrono::steady_clock;
static_assert(Clock::is_steady);

/// CPU time that all threads of this process have used, in user and system mode (CLOCK_PROCESS_CPUTIME_ID).
std::chrono::nanoseconds process_cpu_time() noexcept;

}  // namespace resizer::util
