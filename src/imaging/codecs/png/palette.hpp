#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "imaging/codecs/png/color_table.hpp"
#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// The colors of an image that has at most 256 of them.
class PngPalette {
 public:
  static constexpr std::size_t kMaxColors = 256;

  /// The palette of an RGB image of 8 bits, with or without alpha; none if it has more colors.
  static std::optional<PngPalette> of(const Image& image);

  /// RGBA, non-opaque colors first.
  const std::vector<std::array<std::uint8_t, 4>>& colors() const noexcept { return colors_; }
  /// Bits per index: 1, 2, 4 or 8.
  unsigned index_bits() const noexcept;
  /// The indexes of row `y`, one per byte.
  void index_row(const Image& image, std::uint32_t y, std::uint8_t* indexes) const noexcept;

 private:
  PngColorTable table_{kMaxColors};
  std::array<std::uint8_t, kMaxColors> index_{};  ///< Of each color, by its number in the table.
  std::vector<std::array<std::uint8_t, 4>> colors_;
};

}  // namespace resizer::imaging
