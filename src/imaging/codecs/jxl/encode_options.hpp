#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Settings of libjxl.
struct JxlEncodeOptions {
  /// Three quarters of the bytes of a JPEG at its default of 85, at an SSIM of 0.972 where that has 0.974 (four photos
  /// at 800 px).
  int quality = 85;
  /// libjxl's effort, 1 to 9. At the same distance 5 gives 9 % fewer bytes at an SSIM 0.003 higher, but takes more than
  /// three times as long; above 5 only the time grows.
  int effort = 4;
  bool lossless = false;
  /// The same for lossless compression: 4 takes five times as long for 3 % less (25 photos at 800 px).
  int lossless_effort = 3;

  /// The Butteraugli distance to aim at: that of cjxl 0.7 for the same quality, but never 0, which is lossless, nor
  /// beyond what libjxl accepts.
  float distance() const noexcept {
    constexpr float kLeast = 0.1F;
    constexpr float kMost = 15;
    constexpr int kLinearFrom = 30;
    const auto loss = static_cast<float>(100 - quality);
    if (quality >= kLinearFrom) return kLeast + 0.09F * loss;
    return std::min(kMost, 6.4F + std::pow(2.5F, static_cast<float>(kLinearFrom - quality) / 5) / 6.25F);
  }
};

inline JxlEncodeOptions jxl_encode_options(const EncodeOptions& options) noexcept {
  JxlEncodeOptions jxl;
  jxl.quality = options.quality.value_or(jxl.quality);
  jxl.lossless = options.compression == Compression::lossless;
  if (options.effort) {
    constexpr std::array kEfforts{1, 3, 3, 4, 4, 5, 6, 7, 8, 9};
    jxl.effort = kEfforts[static_cast<std::size_t>(*options.effort)];
    // Above that, a photo takes minutes.
    jxl.lossless_effort = std::min(jxl.effort, 7);
  }
  return jxl;
}

}  // namespace resizer::imaging
