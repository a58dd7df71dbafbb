#pragma once

#include <algorithm>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Settings of libtiff.
struct TiffEncodeOptions {
  /// 1 to 9. Compared with LZW, which is as widely supported, level 1 made a photo of 1600 x 1200 pixels 4 % smaller in
  /// 8 bits, in half the time (2.83 MB in 70 ms, 2.96 MB in 131 ms), and 23 % smaller in 16 bits, where LZW made it
  /// larger than uncompressed. Level 6 saves another 6 % in 8 bits and nothing in 16, in five times the time.
  int deflate_level = 1;
};

inline TiffEncodeOptions tiff_encode_options(const EncodeOptions& options) noexcept {
  TiffEncodeOptions tiff;
  if (options.effort) tiff.deflate_level = std::max(1, *options.effort);
  return tiff;
}

}  // namespace resizer::imaging
