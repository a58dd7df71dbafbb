#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace resizer::imaging {

/// Rows per wave.
inline constexpr std::size_t kPngWaveRows = 4;

/// Padding before and after each row that may be read, and in unfiltered rows overwritten.
inline constexpr std::size_t kPngRowMarginBytes = 32;

/// Up to kPngWaveRows consecutive rows.
struct PngWave {
  /// The filter type byte (0 to 4, checked by the caller) followed by the filtered bytes of the row. All must be valid,
  /// even if there are fewer rows left.
  std::array<const std::uint8_t*, kPngWaveRows> filtered;
  const std::uint8_t* above = nullptr;  ///< The unfiltered row above the first.
  std::array<std::uint8_t*, kPngWaveRows> rows;
  std::size_t row_bytes = 0;  ///< Without the filter type.
};

/// Undoes the filters of PNG (section 9) on a wave of rows.
using PngUnfilter = void (*)(const PngWave& wave) noexcept;

/// The function for pixels of 1, 2, 3, 4, 6 or 8 bytes (1 also for less than a byte) on this processor.
PngUnfilter select_png_unfilter(std::size_t pixel_bytes) noexcept;

}  // namespace resizer::imaging
