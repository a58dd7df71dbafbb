#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// One row of an 8-bit RGB image as 32-bit ARGB colors.
class PngColorRow {
 public:
  PngColorRow(const Image& image, std::uint32_t y) noexcept {
    const auto row = static_cast<int>(y);
    for (std::size_t plane = 0; plane < image.planes.size(); ++plane) planes_[plane] = image.planes[plane].ptr(row);
  }
  std::uint32_t operator[](std::size_t x) const noexcept {
    const std::uint32_t alpha = planes_[3] == nullptr ? 255 : planes_[3][x];
    return alpha << 24 | static_cast<std::uint32_t>(planes_[0][x]) << 16 |
           static_cast<std::uint32_t>(planes_[1][x]) << 8 | planes_[2][x];
  }

 private:
  std::array<const std::uint8_t*, 4> planes_{};
};

/// The components of a color, as RGBA.
constexpr std::array<std::uint8_t, 4> channels_of(std::uint32_t color) noexcept {
  return {static_cast<std::uint8_t>(color >> 16), static_cast<std::uint8_t>(color >> 8),
          static_cast<std::uint8_t>(color), static_cast<std::uint8_t>(color >> 24)};
}

}  // namespace resizer::imaging
