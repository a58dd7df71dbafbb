#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace resizer::imaging {

/// The size of a block.
inline constexpr unsigned kDctBlock = 8;
inline constexpr unsigned kBlockCoefficients = kDctBlock * kDctBlock;

/// Decoded samples have this many fractional bits. With whole numbers, images shrunk to 800 px would differ by 0.0001
/// SSIM more from a full decode, which averages out the rounding of more samples.
inline constexpr unsigned kFractionBits = 2;

/// The quantized coefficients of one block, column by column. The extra element takes values that do not belong to the
/// block.
struct JpegBlock {
  alignas(32) std::array<std::int16_t, kBlockCoefficients + 1> coefficients{};
};

/// The index in a JpegBlock of coefficient k in zigzag order (ITU-T T.81, A.3.6). Coefficients past the block, below
/// kFarthestCoefficient, map to the extra element.
inline constexpr unsigned kFarthestCoefficient = 3 * kBlockCoefficients;
inline constexpr auto kZigzag = [] {
  std::array<std::uint8_t, kFarthestCoefficient> places{};
  places.fill(kBlockCoefficients);
  std::size_t next = 0;
  for (unsigned diagonal = 0; diagonal < 2 * kDctBlock - 1; ++diagonal) {
    for (unsigned step = 0; step <= diagonal; ++step) {
      const unsigned row = diagonal % 2 == 0 ? diagonal - step : step;
      const unsigned column = diagonal - row;
      if (row < kDctBlock && column < kDctBlock) {
        places[next++] = static_cast<std::uint8_t>(column * kDctBlock + row);
      }
    }
  }
  return places;
}();

}  // namespace resizer::imaging
