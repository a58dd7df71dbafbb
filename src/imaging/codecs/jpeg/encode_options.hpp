#pragma once

#include <cstdint>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Which Huffman codes a file gets.
enum class JpegHuffman : std::uint8_t {
  standard,  ///< Those of ITU-T T.81, Annex K.
  sampled,   ///< The best for a sample of the image.
  optimal,   ///< The best for the image, which takes a second pass over all coefficients.
};

/// What the JPEG encoder is asked for.
struct JpegEncodeOptions {
  int quality = 85;
  JpegHuffman huffman = JpegHuffman::sampled;
};

inline JpegEncodeOptions jpeg_encode_options(const EncodeOptions& options) noexcept {
  JpegEncodeOptions jpeg;
  jpeg.quality = options.quality.value_or(jpeg.quality);
  if (options.effort) {
    jpeg.huffman = *options.effort == 0  ? JpegHuffman::standard
                   : *options.effort < 5 ? JpegHuffman::sampled
                                         : JpegHuffman::optimal;
  }
  return jpeg;
}

}  // namespace resizer::imaging
