#pragma once

#include <chrono>
#include <cstdint>

namespace resizer::machine {

/// Of the unit in which proc(5) counts CPU time: sysconf(_SC_CLK_TCK) in a second.
std::chrono::nanoseconds ticks_to_time(std::uint64_t ticks);

}  // namespace resizer::machine
