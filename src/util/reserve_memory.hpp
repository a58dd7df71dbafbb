#pragma once

#include <cstdint>
#include <functional>
#include <limits>

namespace resizer::util {

/// Reserves `bytes` of memory in all, and returns the granted amount, which may be more. May wait until others release
/// theirs. The call releases the previous reservation, so meanwhile hold no more than what a call for 0 bytes, which
/// never waits, returns. Throws util::Error(too_large) for more than can ever be granted.
using ReserveMemory = std::function<std::uint64_t(std::uint64_t bytes)>;

/// Grants everything: for a process without limits.
inline std::uint64_t any_amount(std::uint64_t /*bytes*/) noexcept {
  return std::numeric_limits<std::uint64_t>::max();
}

}  // namespace resizer::util
