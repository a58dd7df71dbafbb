#include "imaging/codecs/jpeg/ac_codes.hpp"

#include <algorithm>

namespace resizer::imaging {

/// The effect of skipping one symbol. Nothing if it is invalid.
std::optional<JpegAcCodes::Skip> JpegAcCodes::skip_of(JpegSymbol symbol) noexcept {
  if (symbol.steps == JpegSymbol::kUnknown) return std::nullopt;
  return Skip{symbol.all_bits, std::min(symbol.steps, std::uint8_t{kBlockCoefficients})};
}

JpegAcCodes::Pair JpegAcCodes::pair_of(const HuffmanTable& codes, std::uint32_t window) noexcept {
  constexpr int kWindowAt = 64 - kJpegLookupBits;
  const std::uint64_t ahead = std::uint64_t{window} << kWindowAt;
  Pair pair;
  const JpegSymbol first = codes.find_short(window);
  if (first.code_bits == 0 || first.all_bits > kJpegLookupBits) return pair;
  pair.bits = first.all_bits;
  pair.steps = pair.first_steps = first.steps;
  pair.first = pair.second = static_cast<std::int16_t>(jpeg_value(ahead, first));
  if (first.steps >= JpegSymbol::kUnknown) return pair;
  const std::uint64_t after = ahead << first.all_bits;
  const JpegSymbol second = codes.find_short(static_cast<std::uint32_t>(after >> kWindowAt));
  if (second.code_bits == 0 || second.steps == JpegSymbol::kUnknown) return pair;
  if (first.all_bits + second.all_bits > kJpegLookupBits) return pair;
  pair.bits = first.all_bits + second.all_bits;
  pair.steps = first.steps + second.steps;
  pair.second = static_cast<std::int16_t>(jpeg_value(after, second));
  return pair;
}

JpegAcCodes::JpegAcCodes(const HuffmanTable& codes) : codes_(codes) {
  constexpr unsigned kMaxSteps = kBlockCoefficients - 2;
  constexpr int kSpareBits = kMaxJpegCodeBits - kJpegLookupBits;
  for (std::uint32_t window = 0; window < skips_.size(); ++window) {
    Skip& sum = skips_[window];
    while (sum.bits < kJpegLookupBits && sum.steps < kBlockCoefficients) {
      const std::uint32_t rest = window << (sum.bits + kSpareBits) & ((1U << kMaxJpegCodeBits) - 1);
      const JpegSymbol symbol = codes.find(rest);
      const auto skip = skip_of(symbol);
      if (!skip || sum.bits + symbol.code_bits > kJpegLookupBits) break;
      if (skip->steps != kBlockCoefficients && sum.steps + skip->steps > kMaxSteps) break;
      sum = {static_cast<std::uint8_t>(sum.bits + skip->bits), static_cast<std::uint8_t>(sum.steps + skip->steps)};
    }
    if (sum.bits == 0) sum.steps = kBlockCoefficients - 1;
    pairs_[window] = pair_of(codes, window);
  }
}

}  // namespace resizer::imaging
