#include "imaging/jpeg_code_lookup.hpp"

#include <algorithm>

namespace resizer::imaging {

std::optional<JpegCodeLookup> JpegCodeLookup::make(const JHUFF_TBL& table) {
  JpegCodeLookup lookup;
  std::uint32_t code = 0;
  std::size_t place = 0;
  for (int length = 1; length <= kLongestJpegCode; ++length, code <<= 1) {
    const std::uint32_t count = table.bits[length];
    if (code + count > 1U << length || place + count > lookup.values_.size()) return std::nullopt;
    lookup.by_length_[static_cast<std::size_t>(length)] = {code, count, place};
    for (const std::uint32_t end = code + count; code < end; ++code, ++place) {
      lookup.values_[place] = table.huffval[place];
      if (length > kJpegLookupBits) continue;
      const int free_bits = kJpegLookupBits - length;
      const Symbol symbol{static_cast<std::uint8_t>(length), table.huffval[place]};
      std::fill_n(lookup.short_codes_.begin() + (code << free_bits), 1U << free_bits, symbol);
    }
  }
  return lookup;
}

JpegCodeLookup::Symbol JpegCodeLookup::find_long(std::uint32_t bits) const noexcept {
  for (int length = kJpegLookupBits + 1; length <= kLongestJpegCode; ++length) {
    const LongCodes& codes = by_length_[static_cast<std::size_t>(length)];
    const std::uint32_t offset = (bits >> (kLongestJpegCode - length)) - codes.first;
    if (offset < codes.count) return {static_cast<std::uint8_t>(length), values_[codes.first_value + offset]};
  }
  return {};
}

std::optional<JpegAcSkips::Skip> JpegAcSkips::skip_of(JpegCodeLookup::Symbol symbol) noexcept {
  constexpr std::uint8_t kEndOfBlockSymbol = 0x00;
  constexpr std::uint8_t kSixteenZeros = 0xF0;
  const unsigned run = symbol.value >> 4U;
  const unsigned value_bits = symbol.value & 0xFU;
  if (symbol.code_bits == 0) return std::nullopt;
  if (symbol.value == kEndOfBlockSymbol) return Skip{symbol.code_bits, kEndOfBlock};
  if (value_bits == 0 && symbol.value != kSixteenZeros) return std::nullopt;
  return Skip{static_cast<std::uint8_t>(symbol.code_bits + value_bits), static_cast<std::uint8_t>(run + 1)};
}

JpegAcSkips::JpegAcSkips(const JpegCodeLookup& codes) {
  constexpr unsigned kMostSteps = kEndOfBlock - 2;
  constexpr int kSpareBits = kLongestJpegCode - kJpegLookupBits;
  for (std::uint32_t window = 0; window < skips_.size(); ++window) {
    Skip& sum = skips_[window];
    while (sum.bits < kJpegLookupBits && sum.steps < kEndOfBlock) {
      const std::uint32_t rest = window << (sum.bits + kSpareBits) & ((1U << kLongestJpegCode) - 1);
      const JpegCodeLookup::Symbol symbol = codes.find(rest);
      const auto skip = skip_of(symbol);
      if (!skip || sum.bits + symbol.code_bits > kJpegLookupBits) break;
      if (skip->steps != kEndOfBlock && sum.steps + skip->steps > kMostSteps) break;
      sum = {static_cast<std::uint8_t>(sum.bits + skip->bits), static_cast<std::uint8_t>(sum.steps + skip->steps)};
    }
    if (sum.bits == 0) sum.steps = kEndOfBlock - 1;
  }
}

}  // namespace resizer::imaging
