#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "imaging/codecs/tiff/directories.hpp"
#include "imaging/codecs/tiff/file.hpp"

/// How the image of a TIFF directory is stored, and as what it is delivered.
namespace resizer::imaging {

/// What stored samples are. Signed ones are moved up by half their range, as other readers show them.
enum class TiffNumbers : std::uint8_t { unsigned_integers, signed_integers, floats };

/// What samples mean where they are not those of the delivered format already.
enum class TiffColor : std::uint8_t {
  as_stored,
  min_is_white,
  palette,
  cie_lab,  ///< TIFF 6.0, section 23.
  icc_lab,  ///< Adobe Photoshop TIFF technical notes: as ICC.1:2001 encodes it.
  itu_lab,  ///< RFC 2301, 6.2.1, with its default range.
  log_l,    ///< LogL, which libtiff decodes to Y.
  log_luv,  ///< LogLuv, which libtiff decodes to XYZ.
};

/// Red, green and blue of each index.
using TiffPalette = std::vector<std::array<std::uint16_t, 3>>;

struct TiffImage {
  Size size;
  PixelFormat format;  ///< As delivered.
  model::Warnings warnings;

  /// The library converts to 8-bit RGB by itself: YCbCr that is not JPEG. Samples are then not taken apart here.
  bool converted_by_library = false;
  bool tiled = false;
  Size block;  ///< Of a tile, or of a strip.
  std::uint16_t bits = 8;
  TiffNumbers numbers = TiffNumbers::unsigned_integers;
  std::uint16_t samples = 1;       ///< Stored for each pixel.
  std::uint16_t alpha_sample = 0;  ///< Which of them is alpha, if the format has it.
  bool separate = false;           ///< Each sample has strips or tiles of its own.
  TiffColor color = TiffColor::as_stored;
  TiffPalette palette;  ///< In the delivered samples.

  bool is_lab() const noexcept {
    return color == TiffColor::cie_lab || color == TiffColor::icc_lab || color == TiffColor::itu_lab;
  }
  /// Samples of a pixel that are its color; those behind them are extra.
  unsigned color_samples() const noexcept { return color == TiffColor::palette ? 1 : format.color_planes(); }
  /// Samples of one pixel in one strip or tile.
  unsigned block_samples() const noexcept { return separate ? 1 : samples; }
};

/// Reads and checks the file's directory, which is also given as it stands. Throws util::Error for what is damaged or
/// cannot be delivered.
TiffImage describe_tiff(const TiffSource& file, const TiffDirectory& directory, Damage& damage);

}  // namespace resizer::imaging
