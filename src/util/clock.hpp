#pragma once

#include <chrono>

namespace resizer::util {

/// The clock of every measurement here. CLOCK_MONOTONIC: it never goes back, and its instants may be compared between
/// a parent and its children.
using Clock = std::chrono::steady_clock;
static_assert(Clock::is_steady);

/// CPU time that all threads of this process have used, in user and system mode (CLOCK_PROCESS_CPUTIME_ID).
std::chrono::nanoseconds process_cpu_time() noexcept;

}  // namespace resizer::util
