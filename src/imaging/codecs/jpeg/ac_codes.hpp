#pragma once

#include <algorithm>

#include "imaging/codecs/jpeg/bit_reader.hpp"
#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/huffman_table.hpp"

namespace resizer::imaging {

/// The Huffman codes of AC coefficients (ITU-T T.81, F.1.2.2), prepared for reading the first coefficients of a block
/// and skipping the rest.
class JpegAcCodes {
 public:
  explicit JpegAcCodes(const HuffmanTable& codes);

  enum class Block : std::uint8_t { damaged, flat, textured };

  /// Reads the AC coefficients of one block up to at least number `last`, and skips the others. Flat if there are none;
  /// damaged if they overrun the block or a code is invalid.
  [[gnu::always_inline]] Block read_block(BitReader& bits, unsigned last, JpegBlock& block) const noexcept {
    unsigned next = 1;
    const unsigned last_pair = std::min(last, kLastPair);
    do {
      bits.refill();
      read_pair(bits, next, block);
      if (next <= last_pair) read_pair(bits, next, block);
      if (next <= last_pair) read_pair(bits, next, block);
    } while (next <= last_pair);
    while (next <= last) {
      bits.refill();
      read_one(bits, next, block);
    }
    if (next > kBlockCoefficients) {
      if (next < JpegSymbol::kEnd) return Block::damaged;
      return next == JpegSymbol::kEnd + 1 ? Block::flat : Block::textured;
    }
    return skip_block(bits, next) ? Block::textured : Block::damaged;
  }

  /// Skips the AC coefficients of one block from number `next`. False if they overrun the block or a code is invalid.
  [[gnu::always_inline]] bool skip_block(BitReader& bits, unsigned next) const noexcept {
    while (next < kBlockCoefficients) {
      bits.refill();
      if (skip_many(bits, next) && (next >= kBlockCoefficients || skip_many(bits, next))) [[likely]]
        continue;
      bits.refill();
      if (!skip_one(bits, next)) return false;
    }
    return true;
  }

 private:
  static_assert(kBlockCoefficients + JpegSymbol::kEnd <= kFarthestCoefficient);

  struct Skip {
    std::uint8_t bits = 0;
    /// The increment of the coefficient index; kBlockCoefficients at the end of the block.
    std::uint8_t steps = 0;
  };

  static std::optional<Skip> skip_of(JpegSymbol symbol) noexcept;

  /// Two symbols with their values, or the first one twice if the second does not fit into the lookup window.
  struct Pair {
    std::uint8_t bits = 0;  ///< Of both; 0: even the first does not fit.
    std::uint8_t first_steps = 0;
    std::uint8_t steps = 0;  ///< Of both.
    std::int16_t first = 0;
    std::int16_t second = 0;
  };

  /// Up to this index, one symbol cannot complete the block, so the next one still belongs to it.
  static constexpr unsigned kLastPair = kBlockCoefficients - 1 - 16;

  static Pair pair_of(const HuffmanTable& codes, std::uint32_t window) noexcept;

  static void put(JpegBlock& block, unsigned next, int value) noexcept {
    block.coefficients[kZigzag[next - 1]] = static_cast<std::int16_t>(value);
  }

  /// Reads one or two coefficients. One refill() is enough for three calls.
  [[gnu::always_inline]] void read_pair(BitReader& bits, unsigned& next, JpegBlock& block) const noexcept {
    const Pair pair =
        pairs_[bits.peek(kJpegLookupBits)];  // a copy, since the compiler must assume that `block` aliases it
    if (pair.bits == 0) [[unlikely]]
      return read_one(bits, next, block);
    bits.skip(pair.bits);
    const unsigned first = next + pair.first_steps;
    next += pair.steps;
    put(block, first, pair.first);
    put(block, next, pair.second);
  }

  [[gnu::always_inline]] void read_one(BitReader& bits, unsigned& next, JpegBlock& block) const noexcept {
    const JpegSymbol symbol = codes_.find(bits.peek(kMaxJpegCodeBits));
    next += symbol.steps;
    put(block, next, jpeg_value(bits.ahead(), symbol));
    bits.skip(symbol.all_bits);
    bits.refill();
  }

  /// Skips as many symbols as one lookup covers. False if there are none.
  [[gnu::always_inline]] bool skip_many(BitReader& bits, unsigned& next) const noexcept {
    const Skip skip = skips_[bits.peek(kJpegLookupBits)];
    const unsigned after = next + skip.steps;
    if (after % kBlockCoefficients < next) [[unlikely]]
      return false;  // beyond the block
    bits.skip(skip.bits);
    next = after;
    return true;
  }

  bool skip_one(BitReader& bits, unsigned& next) const noexcept {
    const auto skip = skip_of(codes_.find(bits.peek(kMaxJpegCodeBits)));
    if (!skip) return false;
    bits.skip(skip->bits);
    next += skip->steps;
    return next <= kBlockCoefficients || skip->steps == kBlockCoefficients;
  }

  HuffmanTable codes_;
  /// The total effect of the symbols whose codes lie within the lookup window. If there are none: kBlockCoefficients -
  /// 1 steps, which always overrun the block.
  std::array<Skip, 1U << kJpegLookupBits> skips_{};
  std::array<Pair, 1U << kJpegLookupBits> pairs_{};
};

}  // namespace resizer::imaging
