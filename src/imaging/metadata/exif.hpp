#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "imaging/core/image.hpp"

/// Reading and updating EXIF blocks (Exif 2.3, which is TIFF 6.0 with more tags). All functions take bytes of any
/// origin and read no further than they reach.
namespace resizer::imaging {

struct ExifSummary {
  /// 1 to 8, of whatever integer type; 1 where the tag is missing or has no value that means anything.
  int orientation = 1;
  /// Some part lies outside the block or is of no known type. Whatever could be read was used.
  bool broken = false;
  /// The colors are those of Adobe RGB (1998): color space uncalibrated and interoperability index R03 (DCF 2.0), or a
  /// color space of 2, which some cameras write.
  bool is_adobe_rgb = false;
};

/// Reads a TIFF stream that begins with "II" or "MM". An empty block has orientation 1 and is not broken.
ExifSummary summarize_exif(std::span<const std::uint8_t> exif);

/// The block made true for an image that was resized to `size` and now has this orientation: both, and the new size in
/// the tags that state one, the thumbnail gone. All else keeps its place and its bytes, so that offsets inside maker
/// notes stay true. Empty if not even the first directory can be read.
std::vector<std::uint8_t> updated_exif(std::span<const std::uint8_t> exif, Size size, int orientation = 1);

/// Exchanges what the block says of the horizontal and the vertical resolution, as a turn by 90 degrees does.
void transpose_exif_resolution(std::vector<std::uint8_t>& exif);

/// The block without the "Exif\0\0" that JPEG puts before the TIFF stream, and that writers of other formats often
/// leave there.
std::span<const std::uint8_t> without_exif_prefix(std::span<const std::uint8_t> block) noexcept;

}  // namespace resizer::imaging
