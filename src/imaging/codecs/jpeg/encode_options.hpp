#pragma once

#include <cstdint>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The kind of Huffman tables.
enum class JpegHuffman : std::uint8_t {
  standard,  ///< The tables of ITU-T T.81, Annex K.
  sampled,   ///< Optimized for a sample of the image.
  optimal,   ///< Optimized for the image, which takes a second pass over all coefficients.
};

/// Options of the JPEG encoder.
struct JpegEncodeOptions {
  int quality = 85;
  JpegHuffman huffman = JpegHuffman::sampled;
  bool progressive = false;
};

inline JpegEncodeOptions jpeg_encode_options(const EncodeOptions& options) noexcept {
  JpegEncodeOptions jpeg;
  jpeg.quality = options.quality.value_or(jpeg.quality);
  if (options.effort) {
    jpeg.huffman = *options.effort == 0  ? JpegHuffman::standard
                   : *options.effort < 5 ? JpegHuffman::sampled
                                         : JpegHuffman::optimal;
  }
  if (options.progressive) {
    jpeg.progressive = true;
    jpeg.huffman = JpegHuffman::optimal;  // the standard tables lack the codes of progressive scans
  }
  return jpeg;
}

}  // namespace resizer::imaging
