#include "imaging/jpeg_code_lookup.hpp"

#include <algorithm>

namespace resizer::imaging {

std::optional<JpegCodeLookup> JpegCodeLookup::make(const JHUFF_TBL& table, std::uint8_t greatest) {
  JpegCodeLookup lookup;
  std::uint32_t code = 0;
  std::size_t place = 0;
  for (int length = 1; length <= kLongestJpegCode; ++length, code <<= 1) {
    const std::uint32_t count = table.bits[length];
    if (code + count >= 1U << length || place + count > lookup.values_.size()) return std::nullopt;
    lookup.by_length_[static_cast<std::size_t>(length)] = {code, count, place};
    for (const std::uint32_t end = code + count; code < end; ++code, ++place) {
      if (table.huffval[place] > greatest) return std::nullopt;
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

}  // namespace resizer::imaging
