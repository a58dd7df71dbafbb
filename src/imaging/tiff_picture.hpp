#pragma once

#include <array>
#include <cstdint>

#include "imaging/tiff_file.hpp"

/// How the picture of a TIFF directory is stored, and as what it is delivered.
namespace resizer::imaging {

/// Red, green and blue of each palette index.
using TiffPalette = std::array<std::array<std::uint8_t, 3>, 256>;

struct TiffPicture {
  Size size;
  PixelFormat format;  ///< As delivered.
  model::Warnings warnings;

  /// The library converts to 8-bit RGB by itself: YCbCr that is not JPEG. Samples are then not taken apart here.
  bool converted_by_library = false;
  bool tiled = false;
  Size block;  ///< Of a tile, or of a strip.
  std::uint16_t bits = 8;
  bool floating = false;
  std::uint16_t samples = 1;       ///< Stored for each pixel.
  std::uint16_t alpha_sample = 0;  ///< Which of them is alpha, if the format has it.
  bool separate = false;           ///< Each sample has strips or tiles of its own.
  bool min_is_white = false;
  bool has_palette = false;

  /// Samples of one pixel in one strip or tile.
  unsigned block_samples() const noexcept { return separate ? 1 : samples; }
};

/// Reads and checks the current directory. Throws util::Error for what is damaged or cannot be delivered.
TiffPicture describe_tiff(const TiffSource& file);

/// The palette of a picture that has one.
TiffPalette read_palette(const TiffSource& file, const TiffPicture& picture);

/// Whether any of the next directories is a picture of its own: not a smaller copy of the first, not a mask. Leaves the
/// file at its first directory.
bool has_more_pages(const TiffSource& file);

}  // namespace resizer::imaging
