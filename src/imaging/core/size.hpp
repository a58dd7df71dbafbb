#pragma once

#include <cstdint>

#include "imaging/core/pixel_format.hpp"

namespace resizer::imaging {

struct Size {
  std::uint32_t width_px = 0;
  std::uint32_t height_px = 0;
  friend constexpr bool operator==(Size, Size) = default;
};

/// The size of a plane with this subsampling in an image of size `full`: rounded up.
constexpr Size plane_size(Size full, Subsampling subsampling) noexcept {
  const auto shrink = [](std::uint32_t length, std::uint8_t log2) {
    return static_cast<std::uint32_t>((std::uint64_t{length} + (1U << log2) - 1) >> log2);
  };
  return {shrink(full.width_px, subsampling.log2_x), shrink(full.height_px, subsampling.log2_y)};
}

/// A position in an image, from its upper left corner.
struct Position {
  std::uint32_t left_px = 0;
  std::uint32_t top_px = 0;
  friend constexpr bool operator==(const Position&, const Position&) = default;
};

}  // namespace resizer::imaging
