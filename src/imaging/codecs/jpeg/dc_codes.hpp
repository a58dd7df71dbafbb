#pragma once

#include "imaging/codecs/jpeg/bit_reader.hpp"
#include "imaging/codecs/jpeg/huffman_table.hpp"

namespace resizer::imaging {

/// Decodes the next DC difference and adds it to `predictor` (ITU-T T.81, F.2.2.1). False if its code is invalid.
[[gnu::always_inline]] inline bool read_dc(BitReader& bits, const HuffmanTable& codes, int& predictor) {
  constexpr unsigned kMaxValueBits = 11;
  bits.refill();
  const JpegSymbol symbol = codes.find(bits.peek(kMaxJpegCodeBits));
  if (symbol.code_bits == 0 || symbol.value_bits > kMaxValueBits) return false;
  predictor += jpeg_value(bits.ahead(), symbol);
  bits.skip(symbol.all_bits);
  return true;
}

}  // namespace resizer::imaging
