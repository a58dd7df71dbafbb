#pragma once

#include <array>

#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

/// The Huffman codes of one JPEG: for luma, then for chroma.
struct JpegHuffmanCodes {
  std::array<JHUFF_TBL, 2> dc{};
  std::array<JHUFF_TBL, 2> ac{};
};

/// The codes that libjpeg has found best for what `codec` encoded, which must have finished, completed so that they can
/// encode every 8-bit baseline picture (ITU-T T.81, F.1.2): symbols that were not met get codes of 16 bits.
JpegHuffmanCodes complete_codes(const jpeg_compress_struct& codec);

/// Makes `codec`, which must not have started, use these codes instead of finding its own.
void use_codes(const JpegHuffmanCodes& codes, jpeg_compress_struct& codec) noexcept;

}  // namespace resizer::imaging
