#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "imaging/core/image.hpp"

/// Reading and updating EXIF blocks (Exif 2.3, which is TIFF 6.0 with more tags). All functions are safe for
/// any bytes.
namespace resizer::imaging {

struct ExifSummary {
  /// 1 to 8; 1 if the tag is missing or invalid.
  int orientation = 1;
  /// Some part is out of bounds or of unknown type. The rest was used.
  bool broken = false;
  /// The colors are those of Adobe RGB (1998): color space uncalibrated and interoperability index R03 (DCF 2.0), or a
  /// color space of 2, which some cameras write.
  bool is_adobe_rgb = false;
};

/// Reads a TIFF stream that begins with "II" or "MM". An empty block has orientation 1 and is not broken.
ExifSummary summarize_exif(std::span<const std::uint8_t> exif);

/// Updates the block for an image resized to `size` with this orientation, and removes the thumbnail. Everything else
/// keeps its offset and bytes, so that offsets in maker notes stay valid. Empty if not even the first directory can be
/// read.
std::vector<std::uint8_t> updated_exif(std::span<const std::uint8_t> exif, Size size, int orientation = 1);

/// Swaps the horizontal and vertical resolution in the block, for a rotation by 90 degrees.
void transpose_exif_resolution(std::vector<std::uint8_t>& exif);

/// The block without "Exif\0\0", which precedes the TIFF stream in JPEG, and by mistake in other formats.
std::span<const std::uint8_t> without_exif_prefix(std::span<const std::uint8_t> block) noexcept;

}  // namespace resizer::imaging
