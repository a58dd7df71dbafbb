#pragma once

#include <algorithm>
#include <array>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Settings of libwebp.
struct WebpEncodeOptions {
  /// On photos resized to 800 px, as many bytes as with libvips at its default of 80, at a higher SSIM: images that are
  /// not blurred before encoding take more bytes.
  int quality = 78;
  /// For lossy compression, 0 to 6. Method 2 takes 0.4 of the time for 8 % more bytes at the same SSIM; methods above 4
  /// are slower and no better.
  int method = 4;
  /// For lossless compression, 0 to 9. Takes half the time of level 3 for 2 % more bytes; levels above 3 give 0.2 %
  /// less for another 10 to 20 % of time.
  int lossless_level = 2;
  /// 0 to 100, the latter exact.
  int near_lossless = 100;
};

inline WebpEncodeOptions webp_encode_options(const EncodeOptions& options) noexcept {
  WebpEncodeOptions webp;
  webp.quality = options.quality.value_or(webp.quality);
  webp.near_lossless = options.near_lossless.value_or(webp.near_lossless);
  if (options.effort) {
    constexpr std::array kMethods{0, 1, 1, 2, 3, 3, 4, 5, 5, 6};
    webp.method = kMethods[static_cast<std::size_t>(*options.effort)];
    // Level 9 takes 25 times as long as level 8 for 0.2 % less.
    webp.lossless_level = std::min(*options.effort, 8);
  }
  return webp;
}

}  // namespace resizer::imaging
