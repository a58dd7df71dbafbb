#pragma once

#include <chrono>

namespace resizer::util {

/// The clock of every measurement here. CLOCK_MONOTONIC: it never goes back, and its instants may be compared between
/// a parent and its children.
using Clock = std::chrono::steady_clock;
static_assert(Clock::is_steady);

}  // namespace resizer::util
