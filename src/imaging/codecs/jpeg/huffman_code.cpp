#include "imaging/codecs/jpeg/huffman_code.hpp"

#include <bitset>
#include <numeric>
#include <vector>

namespace resizer::imaging {
namespace {

constexpr unsigned kMaxCodeBits = 16;
constexpr unsigned kMaxCoefficientBits = 10;
constexpr unsigned kMaxDcBits = kMaxCoefficientBits + 1;

using Symbols = std::vector<UINT8>;

Symbols dc_symbols() {
  Symbols symbols(kMaxDcBits + 1);
  std::iota(symbols.begin(), symbols.end(), UINT8{0});
  return symbols;
}

/// Runs of up to 15 zeros before a coefficient of 1 to 10 bits, ZRL and EOB.
Symbols ac_symbols() {
  constexpr unsigned kEndOfBlock = 0x00;
  constexpr unsigned kSixteenZeros = 0xF0;
  Symbols symbols{kEndOfBlock, kSixteenZeros};
  for (unsigned run = 0; run < 16; ++run) {
    for (unsigned bits = 1; bits <= kMaxCoefficientBits; ++bits)
      symbols.push_back(static_cast<UINT8>(run << 4U | bits));
  }
  return symbols;
}

unsigned code_count(const JHUFF_TBL& table) {
  return std::accumulate(table.bits + 1, table.bits + kMaxCodeBits + 1, 0U);
}

/// The number of unused codes of maximum length. The all-ones code is reserved.
unsigned free_codes(const JHUFF_TBL& table) {
  unsigned used = 1;
  for (unsigned length = 1; length <= kMaxCodeBits; ++length)
    used += unsigned{table.bits[length]} << (kMaxCodeBits - length);
  return (1U << kMaxCodeBits) - used;
}

/// Makes the code of one symbol a bit longer: the rarest one that makes room for `codes` more.
void make_room(JHUFF_TBL& table, unsigned codes) {
  unsigned length = kMaxCodeBits - 1;
  while (table.bits[length] == 0 || 1U << (kMaxCodeBits - 1 - length) < codes) --length;
  // The last symbol of this length becomes the first of the next.
  --table.bits[length];
  ++table.bits[length + 1];
}

void add_missing(const Symbols& alphabet, JHUFF_TBL& table) {
  unsigned count = code_count(table);
  std::bitset<256> known;
  for (unsigned k = 0; k < count; ++k) known.set(table.huffval[k]);
  Symbols missing;
  for (const UINT8 symbol : alphabet) {
    if (!known.test(symbol)) missing.push_back(symbol);
  }
  const auto needed = static_cast<unsigned>(missing.size());
  if (const unsigned free = free_codes(table); free < needed) make_room(table, needed - free);
  table.bits[kMaxCodeBits] = static_cast<UINT8>(table.bits[kMaxCodeBits] + needed);
  for (const UINT8 symbol : missing) table.huffval[count++] = symbol;
}

}  // namespace

JpegHuffmanCodes complete_codes(const jpeg_compress_struct& codec) {
  JpegHuffmanCodes codes;
  for (std::size_t k = 0; k < codes.dc.size(); ++k) {
    codes.dc[k] = *codec.dc_huff_tbl_ptrs[k];
    codes.ac[k] = *codec.ac_huff_tbl_ptrs[k];
    add_missing(dc_symbols(), codes.dc[k]);
    add_missing(ac_symbols(), codes.ac[k]);
  }
  return codes;
}

void use_codes(const JpegHuffmanCodes& codes, jpeg_compress_struct& codec) noexcept {
  codec.optimize_coding = FALSE;
  for (std::size_t k = 0; k < codes.dc.size(); ++k) {
    *codec.dc_huff_tbl_ptrs[k] = codes.dc[k];
    *codec.ac_huff_tbl_ptrs[k] = codes.ac[k];
    codec.dc_huff_tbl_ptrs[k]->sent_table = codec.ac_huff_tbl_ptrs[k]->sent_table = FALSE;
  }
}

}  // namespace resizer::imaging
