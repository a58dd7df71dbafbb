#include "imaging/codecs/jpeg/huffman_table.hpp"

#include <algorithm>

namespace resizer::imaging {
namespace {

JpegSymbol symbol_of(int code_bits, std::uint8_t value) noexcept {
  constexpr std::uint8_t kEndOfBlock = 0x00;
  constexpr std::uint8_t kSixteenZeros = 0xF0;
  const auto high = static_cast<std::uint8_t>(value >> 4U);
  JpegSymbol symbol;
  symbol.code_bits = static_cast<std::uint8_t>(code_bits);
  symbol.value_bits = value & 0xFU;
  if (symbol.value_bits != 0 || value == kSixteenZeros) {
    symbol.steps = high + 1;
  } else if (value == kEndOfBlock) {
    symbol.steps = JpegSymbol::kEnd;
  } else {
    symbol.value_bits = high;
  }
  symbol.all_bits = symbol.code_bits + symbol.value_bits;
  return symbol;
}

}  // namespace

std::optional<HuffmanTable> HuffmanTable::make(const JHUFF_TBL& table, std::uint8_t max_symbol) {
  HuffmanTable lookup;
  std::uint32_t code = 0;
  std::size_t place = 0;
  for (int length = 1; length <= kMaxJpegCodeBits; ++length, code <<= 1) {
    const std::uint32_t count = table.bits[length];
    if (code + count >= 1U << length || place + count > lookup.values_.size()) return std::nullopt;
    lookup.by_length_[static_cast<std::size_t>(length)] = {code, count, place};
    for (const std::uint32_t end = code + count; code < end; ++code, ++place) {
      if (table.huffval[place] > max_symbol) return std::nullopt;
      lookup.values_[place] = table.huffval[place];
      if (length > kJpegLookupBits) continue;
      const int free_bits = kJpegLookupBits - length;
      std::fill_n(lookup.short_codes_.begin() + (code << free_bits), 1U << free_bits,
                  symbol_of(length, table.huffval[place]));
    }
  }
  return lookup;
}

JpegSymbol HuffmanTable::find_long(std::uint32_t bits) const noexcept {
  for (int length = kJpegLookupBits + 1; length <= kMaxJpegCodeBits; ++length) {
    const LongCodes& codes = by_length_[static_cast<std::size_t>(length)];
    const std::uint32_t offset = (bits >> (kMaxJpegCodeBits - length)) - codes.first;
    if (offset < codes.count) return symbol_of(length, values_[codes.first_value + offset]);
  }
  return {};
}

}  // namespace resizer::imaging
