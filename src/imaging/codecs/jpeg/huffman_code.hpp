#pragma once

#include <array>

#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

/// The Huffman tables of one JPEG, for luma and for chroma.
struct JpegHuffmanCodes {
  std::array<JHUFF_TBL, 2> dc{};
  std::array<JHUFF_TBL, 2> ac{};
};

/// The optimal tables that libjpeg has computed for the image that `codec` has finished encoding, extended to all
/// symbols of 8-bit baseline JPEG (ITU-T T.81, F.1.2): symbols that did not occur get 16-bit codes.
JpegHuffmanCodes complete_codes(const jpeg_compress_struct& codec);

/// Makes `codec`, which must not have started yet, use these tables instead of optimizing its own.
void use_codes(const JpegHuffmanCodes& codes, jpeg_compress_struct& codec) noexcept;

}  // namespace resizer::imaging
