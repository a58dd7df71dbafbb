#pragma once

#include "imaging/jpeg_bits.hpp"
#include "imaging/jpeg_code_lookup.hpp"

namespace resizer::imaging {

/// The codes of AC coefficients (ITU-T T.81, F.1.2.2), prepared for stepping over them: nobody asks for their values.
class JpegAcCodes {
 public:
  explicit JpegAcCodes(const JpegCodeLookup& codes);

  /// Steps over the AC coefficients of one block. False if they are not 63.
  [[gnu::always_inline]] bool skip_block(JpegBits& bits) const noexcept {
    unsigned next = 1;
    while (next < kBlock) {
      bits.refill();
      if (skip_many(bits, next) && (next >= kBlock || skip_many(bits, next))) [[likely]]
        continue;
      bits.refill();
      if (!skip_one(bits, next)) return false;
    }
    return true;
  }

 private:
  static constexpr unsigned kBlock = DCTSIZE2;

  struct Skip {
    std::uint8_t bits = 0;
    /// By how much the index of the next coefficient grows, and kBlock if nothing follows in this block.
    std::uint8_t steps = 0;
  };

  static std::optional<Skip> skip_of(JpegCodeLookup::Symbol symbol) noexcept;

  /// Steps over as many symbols as can be told at once. False if that is none.
  [[gnu::always_inline]] bool skip_many(JpegBits& bits, unsigned& next) const noexcept {
    const Skip skip = skips_[bits.peek(kJpegLookupBits)];
    const unsigned then = next + skip.steps;
    if (then % kBlock < next) [[unlikely]]
      return false;  // beyond the block
    bits.skip(skip.bits);
    next = then;
    return true;
  }

  bool skip_one(JpegBits& bits, unsigned& next) const noexcept {
    const auto skip = skip_of(codes_.find(bits.peek(kLongestJpegCode)));
    if (!skip) return false;
    bits.skip(skip->bits);
    next += skip->steps;
    return next <= kBlock || skip->steps == kBlock;
  }

  JpegCodeLookup codes_;
  /// What the symbols do whose codes lie wholly within so many bits. If there is none: kBlock - 1 steps, as many as
  /// none may take.
  std::array<Skip, 1U << kJpegLookupBits> skips_{};
};

}  // namespace resizer::imaging
