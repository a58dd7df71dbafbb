#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace resizer::imaging {

/// Samples in each direction of a block that is decoded in full.
inline constexpr unsigned kDctBlock = 8;
inline constexpr unsigned kBlockCoefficients = kDctBlock * kDctBlock;

/// Decoded samples keep so many bits behind the point: rounded to whole ones, pictures of 800 px would be 0.0001 SSIM
/// further from the full decode, where more samples average their roundings out.
inline constexpr unsigned kFractionBits = 2;

/// The coefficients of one block as the file holds them, not yet dequantized, one column after the other. Behind them
/// is room for what does not belong anywhere.
struct JpegBlock {
  alignas(32) std::array<std::int16_t, kBlockCoefficients + 1> coefficients{};
};

/// Where coefficient k of the zigzag order (ITU-T T.81, A.3.6) stands in a JpegBlock. A step beyond the block is
/// kFarthestCoefficient at most, and leads behind the coefficients.
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
