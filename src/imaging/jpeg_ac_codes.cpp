#include "imaging/jpeg_ac_codes.hpp"

namespace resizer::imaging {

/// What one symbol does. Nothing for one that baseline does not know.
std::optional<JpegAcCodes::Skip> JpegAcCodes::skip_of(JpegCodeLookup::Symbol symbol) noexcept {
  constexpr std::uint8_t kEndOfBlockSymbol = 0x00;
  constexpr std::uint8_t kSixteenZeros = 0xF0;
  const unsigned run = symbol.value >> 4U;
  const unsigned value_bits = symbol.value & 0xFU;
  if (symbol.code_bits == 0) return std::nullopt;
  if (symbol.value == kEndOfBlockSymbol) return Skip{symbol.code_bits, kBlock};
  if (value_bits == 0 && symbol.value != kSixteenZeros) return std::nullopt;
  return Skip{static_cast<std::uint8_t>(symbol.code_bits + value_bits), static_cast<std::uint8_t>(run + 1)};
}

JpegAcCodes::JpegAcCodes(const JpegCodeLookup& codes) : codes_(codes) {
  constexpr unsigned kMostSteps = kBlock - 2;
  constexpr int kSpareBits = kLongestJpegCode - kJpegLookupBits;
  for (std::uint32_t window = 0; window < skips_.size(); ++window) {
    Skip& sum = skips_[window];
    while (sum.bits < kJpegLookupBits && sum.steps < kBlock) {
      const std::uint32_t rest = window << (sum.bits + kSpareBits) & ((1U << kLongestJpegCode) - 1);
      const JpegCodeLookup::Symbol symbol = codes.find(rest);
      const auto skip = skip_of(symbol);
      if (!skip || sum.bits + symbol.code_bits > kJpegLookupBits) break;
      if (skip->steps != kBlock && sum.steps + skip->steps > kMostSteps) break;
      sum = {static_cast<std::uint8_t>(sum.bits + skip->bits), static_cast<std::uint8_t>(sum.steps + skip->steps)};
    }
    if (sum.bits == 0) sum.steps = kBlock - 1;
  }
}

}  // namespace resizer::imaging
