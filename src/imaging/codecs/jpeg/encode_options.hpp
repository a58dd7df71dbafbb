#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// What the JPEG encoder is asked for.
struct JpegEncodeOptions {
  int quality = 85;
};

inline JpegEncodeOptions jpeg_encode_options(const EncodeOptions& options) noexcept {
  JpegEncodeOptions jpeg;
  jpeg.quality = options.quality.value_or(jpeg.quality);
  return jpeg;
}

}  // namespace resizer::imaging
