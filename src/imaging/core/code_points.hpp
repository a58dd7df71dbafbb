#pragma once

#include <cstdint>

namespace resizer::imaging {

/// Color primaries and transfer characteristics by their numbers in ITU-T H.273.
struct CodePoints {
  std::uint16_t primaries = 2;
  std::uint16_t transfer = 2;
  friend constexpr bool operator==(CodePoints, CodePoints) = default;
};

}  // namespace resizer::imaging
