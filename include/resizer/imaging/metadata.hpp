#pragma once

#include <cstdint>
#include <vector>

namespace resizer::imaging {

/// What a file carries beside its pixels; empty where it has none.
struct Metadata {
  std::vector<std::uint8_t> icc;   ///< An ICC profile (ICC.1), byte for byte.
  std::vector<std::uint8_t> exif;  ///< A TIFF stream (Exif 2.3, 4.5.2) that begins with "II" or "MM".
  std::vector<std::uint8_t> xmp;   ///< An XMP packet, UTF-8.
  std::vector<std::uint8_t> iptc;  ///< The contents of JPEG's APP13 after "Photoshop 3.0\0".
};

}  // namespace resizer::imaging
