#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "imaging/codecs/tiff/directories.hpp"
#include "imaging/codecs/tiff/file.hpp"

/// How the image of a TIFF directory is stored and decoded.
namespace resizer::imaging {

/// The type of stored samples. Signed ones are shifted by half their range, as in other readers.
enum class TiffNumbers : std::uint8_t { unsigned_integers, signed_integers, floats };

/// The meaning of samples that need a conversion.
enum class TiffColor : std::uint8_t {
  as_stored,
  min_is_white,
  palette,
  cie_lab,  ///< TIFF 6.0, section 23.
  icc_lab,  ///< Adobe Photoshop TIFF technical notes: encoded as in ICC.1:2001.
  itu_lab,  ///< RFC 2301, 6.2.1, with its default range.
  log_l,    ///< LogL, which libtiff decodes to Y.
  log_luv,  ///< LogLuv, which libtiff decodes to XYZ.
};

/// Red, green and blue of each index.
using TiffPalette = std::vector<std::array<std::uint16_t, 3>>;

struct TiffImage {
  Size size;
  PixelFormat format;  ///< As decoded.
  model::Warnings warnings;

  /// libtiff converts to 8-bit RGB: YCbCr other than JPEG. Samples are then not split here.
  bool converted_by_library = false;
  bool tiled = false;
  Size block;  ///< The size of a tile or strip.
  std::uint16_t bits = 8;
  TiffNumbers numbers = TiffNumbers::unsigned_integers;
  std::uint16_t samples = 1;       ///< Per pixel, as stored.
  std::uint16_t alpha_sample = 0;  ///< The index of alpha, if the format has it.
  bool separate = false;           ///< Planar: each sample has separate strips or tiles.
  TiffColor color = TiffColor::as_stored;
  TiffPalette palette;  ///< In decoded samples.

  bool is_lab() const noexcept {
    return color == TiffColor::cie_lab || color == TiffColor::icc_lab || color == TiffColor::itu_lab;
  }
  /// The color samples of a pixel, which precede extra samples.
  unsigned color_samples() const noexcept { return color == TiffColor::palette ? 1 : format.color_planes(); }
  /// Samples per pixel in a strip or tile.
  unsigned block_samples() const noexcept { return separate ? 1 : samples; }
};

/// Reads and checks a directory of the file. Throws util::Error if it is damaged or unsupported.
TiffImage describe_tiff(const TiffSource& file, const TiffDirectory& directory, Damage& damage);

}  // namespace resizer::imaging
