#pragma once

#include <array>

#include "imaging/codecs/codec.hpp"
#include "imaging/core/damage.hpp"

namespace resizer::imaging {

enum class BmpCoding : std::uint8_t { rows, run_lengths_4, run_lengths_8 };

/// A channel within a pixel.
struct BmpChannel {
  unsigned shift = 0;
  unsigned bits = 0;  ///< 0: the channel is missing.
};

struct BmpHeader {
  Size size;
  bool top_down = false;
  unsigned pixel_bits = 0;
  BmpCoding coding = BmpCoding::rows;
  std::array<BmpChannel, 4> channels{};  ///< Red, green, blue, alpha; of pixels without a palette.
  ByteView palette;                      ///< Blue, green and red of each color, and a byte more or not.
  std::size_t color_bytes = 4;           ///< Of the palette.
  ByteView pixels;                       ///< As far as the file has them.
  Metadata metadata;
  model::Warnings warnings;
  Damage damage;  ///< Not yet decided.

  bool has_palette() const noexcept { return pixel_bits <= 8; }
  std::size_t palette_colors() const noexcept { return palette.size() / color_bytes; }
  /// Rows are padded to four bytes.
  std::size_t row_bytes() const noexcept { return (std::uint64_t{size.width_px} * pixel_bits + 31) / 32 * 4; }
};

bool is_bmp(ByteView head) noexcept;

/// Throws util::Error.
BmpHeader read_bmp_header(ByteView file);

}  // namespace resizer::imaging
