#include "imaging/codecs/jpeg/band_codes.hpp"

#include <algorithm>
#include <bit>

#include "imaging/core/float_lanes.hpp"

namespace resizer::imaging {
namespace {

/// The longest code with the bits that follow it: the sign of a coefficient, or the length of an EOB run.
constexpr int kMaxSymbolBits = kMaxJpegCodeBits + 14;
/// The bits that are left after such a symbol without another refill().
constexpr int kSpareBits = 56 - kMaxSymbolBits;

/// The length of the EOB run that this symbol starts, including the current block (EOBn).
RESIZER_INLINE unsigned eob_run_of(std::uint64_t ahead, JpegSymbol symbol) noexcept {
  const std::uint64_t more = ahead << symbol.code_bits >> 1U >> (63U - symbol.value_bits);
  return (1U << symbol.value_bits) + static_cast<unsigned>(more);
}

/// The n-th lowest set bit of a mask, from 0; 0 if there are fewer. Unrolled for small n, since a loop of varying
/// length is often mispredicted.
RESIZER_INLINE std::uint64_t nth_set_bit(std::uint64_t mask, unsigned n) noexcept {
  constexpr std::uint64_t kFew = 6;
#pragma GCC unroll 6
  for (std::uint64_t k = 0; k < kFew; ++k) mask &= mask - ((k - n) >> 63U);  // 1 if k < n
  for (; n > kFew; --n) mask &= mask - 1;
  return mask & -mask;
}

/// The kept coefficients of one block.
struct Block {
  const JpegCoefficientRow& row;
  std::int16_t* values;
  std::uint64_t kept;
  unsigned al;

  RESIZER_INLINE void set(std::uint64_t coefficient, int value) const noexcept {
    values[row.offset(static_cast<unsigned>(std::countr_zero(coefficient)))] =
        static_cast<std::int16_t>(value * (1 << al));
  }

  /// Reads a correction bit from the top of `ahead` for each coefficient in `mask`, and adds it to the magnitude.
  RESIZER_INLINE void add_correction_bits(std::uint64_t mask, std::uint64_t ahead) const noexcept {
    for (; (mask & kept) != 0; mask &= mask - 1, ahead <<= 1U) {
      const auto coefficient = static_cast<unsigned>(std::countr_zero(mask));
      if ((kept >> coefficient & 1) == 0) continue;
      std::int16_t& value = values[row.offset(coefficient)];
      const int step = static_cast<int>(ahead >> 63U) << al;
      value = static_cast<std::int16_t>(value < 0 ? value - step : value + step);
    }
  }
};

/// As add_correction_bits(), but with refills in between. Takes and returns the reader by value, so that the caller's
/// stays in registers.
BitReader add_many_correction_bits(BitReader bits, const Block& block, std::uint64_t mask) noexcept {
  constexpr std::uint64_t kHalf = 0xFFFF'FFFF;
  for (const std::uint64_t half : {mask & kHalf, mask & ~kHalf}) {
    bits.refill();
    block.add_correction_bits(half, bits.ahead());
    bits.skip(std::popcount(half));
  }
  return bits;
}

/// Reads a correction bit for each of these coefficients. At least kSpareBits must be available.
RESIZER_INLINE void refine_nonzero(BitReader& bits, const Block& block, std::uint64_t mask) noexcept {
  const int count = std::popcount(mask);
  if (count > kSpareBits) [[unlikely]] {
    bits = add_many_correction_bits(bits, block, mask);
    return;
  }
  block.add_correction_bits(mask, bits.ahead());
  bits.skip(count);
}

/// False for an invalid code, or a new coefficient with more than a sign bit.
RESIZER_INLINE bool refine_band(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes,
                                const Block& block, std::uint64_t& nonzero) {
  BitReader& bits = position.bits;
  for (std::uint64_t rest = band.coefficients; rest != 0;) {
    bits.refill();
    const JpegSymbol symbol = codes.find(bits.peek(kMaxJpegCodeBits));
    const std::uint64_t ahead = bits.ahead();
    bits.skip(symbol.all_bits);
    if (symbol.steps >= JpegSymbol::kUnknown) {
      if (symbol.code_bits == 0) return false;
      position.eob_run = eob_run_of(ahead, symbol) - 1;
      refine_nonzero(bits, block, nonzero & rest);
      return true;
    }
    const std::uint64_t coefficient = nth_set_bit(~nonzero & rest, symbol.steps - 1U);
    if (coefficient == 0 || symbol.value_bits > 1) return false;
    refine_nonzero(bits, block, nonzero & rest & (coefficient - 1));
    rest &= -coefficient << 1U;
    if (symbol.value_bits == 0) continue;  // ZRL
    nonzero |= coefficient;
    if ((block.kept & coefficient) != 0) block.set(coefficient, jpeg_value(ahead, symbol));
  }
  return true;
}

/// False for an invalid code, or a coefficient that exceeds the band or 16 bits.
RESIZER_INLINE bool read_band(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes,
                              const Block& block, std::uint64_t& nonzero) {
  constexpr unsigned kMaxBits = 15;
  BitReader& bits = position.bits;
  std::uint64_t next = band.coefficients & -band.coefficients;
  do {
    bits.refill();
    const JpegSymbol symbol = codes.find(bits.peek(kMaxJpegCodeBits));
    const std::uint64_t ahead = bits.ahead();
    bits.skip(symbol.all_bits);
    if (symbol.steps >= JpegSymbol::kUnknown) {
      if (symbol.code_bits == 0) return false;
      position.eob_run = eob_run_of(ahead, symbol) - 1;
      return true;
    }
    const std::uint64_t coefficient = next << (symbol.steps - 1U);
    if ((coefficient & band.coefficients) == 0) return false;
    next = coefficient << 1U;
    if (symbol.value_bits == 0) continue;  // ZRL
    if (symbol.value_bits + band.al > kMaxBits) return false;
    nonzero |= coefficient;
    if ((block.kept & coefficient) != 0) block.set(coefficient, jpeg_value(ahead, symbol));
  } while ((next & band.coefficients) != 0);
  return true;
}

}  // namespace

RESIZER_FOR_EACH_MACHINE bool read_bands(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes,
                                         JpegBlockRange blocks, JpegCoefficientRow& row) {
  JpegBandPosition here = position;  // a local copy can stay in registers
  for (const std::size_t end = blocks.first + blocks.count; blocks.first != end;) {
    if (here.eob_run > 0) {
      const auto passed = static_cast<unsigned>(std::min<std::size_t>(here.eob_run, end - blocks.first));
      here.eob_run -= passed;
      blocks.first += passed;
      continue;
    }
    const Block block{row, row.values(blocks.first), row.kept(), band.al};
    if (!read_band(here, band, codes, block, row.nonzero(blocks.first))) return false;
    ++blocks.first;
  }
  position = here;
  return true;
}

RESIZER_FOR_EACH_MACHINE bool refine_bands(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes,
                                           JpegBlockRange blocks, JpegCoefficientRow& row) {
  JpegBandPosition here = position;
  for (std::size_t number = blocks.first; number < blocks.first + blocks.count; ++number) {
    const Block block{row, row.values(number), row.kept(), band.al};
    std::uint64_t nonzero = row.nonzero(number);
    if (here.eob_run > 0) {
      --here.eob_run;
      here.bits.refill();
      refine_nonzero(here.bits, block, nonzero & band.coefficients);
      continue;
    }
    if (!refine_band(here, band, codes, block, nonzero)) return false;
    row.nonzero(number) = nonzero;
  }
  position = here;
  return true;
}

}  // namespace resizer::imaging
