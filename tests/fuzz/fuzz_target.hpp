#pragma once

#include <cstdint>
#include <span>

namespace resizer::fuzz {

/// Defined by every target in this folder: processes any bytes as the program would. A finding is
/// whatever ends the process.
void try_input(std::span<const std::uint8_t> input);

/// Ends the process when a promise was broken, in builds of all kinds.
inline void require(bool kept) {
  if (!kept) __builtin_trap();
}

}  // namespace resizer::fuzz
