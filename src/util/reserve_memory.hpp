#pragma once

#include <cstdint>
#include <functional>
#include <limits>

namespace resizer::util {

/// Asks for leave to hold `bytes` of memory in all, and returns how many may be held: that many or more. May wait until
/// others hold less. Leave that was given before ends with the call, so nothing may be held meanwhile that is more than
/// the call for 0 bytes, which never waits, returns. Throws util::Error(too_large) for more than anybody may hold.
using ReserveMemory = std::function<std::uint64_t(std::uint64_t bytes)>;

/// Leave for whatever is asked: for a process that is alone.
inline std::uint64_t any_amount(std::uint64_t /*bytes*/) noexcept {
  return std::numeric_limits<std::uint64_t>::max();
}

}  // namespace resizer::util
