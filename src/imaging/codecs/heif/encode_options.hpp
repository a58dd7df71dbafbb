#pragma once

#include <algorithm>
#include <array>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Settings of the AV1 encoder in libheif.
struct AvifEncodeOptions {
  /// Half the bytes of a JPEG at its default of 85, at an SSIM of 0.971 where that has 0.980 (four photos at 800 px).
  int quality = 60;
  /// Artifacts are visible at the edges of masks, and masks are small.
  int alpha_quality = 90;
  /// libaom's cpu-used, 0 to 9. Against 7, 8 takes 0.55 of the time for the same bytes at an SSIM 0.0005 lower; 6 takes
  /// 3.4 times as long for 0.0025. Slower ones improve quality rather than size; 4 takes some 10 times as long as 8.
  int speed = 8;
  bool lossless = false;
};

inline AvifEncodeOptions avif_encode_options(const EncodeOptions& options) noexcept {
  AvifEncodeOptions avif;
  avif.quality = options.quality.value_or(avif.quality);
  avif.alpha_quality = std::max(avif.alpha_quality, options.quality.value_or(0));
  avif.lossless = options.compression == Compression::lossless;
  if (options.effort) {
    constexpr std::array kSpeeds{9, 8, 8, 7, 7, 6, 6, 5, 5, 4};
    avif.speed = kSpeeds[static_cast<std::size_t>(*options.effort)];
  }
  return avif;
}

}  // namespace resizer::imaging
