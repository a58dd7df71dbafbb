#include "imaging/codecs/jpeg/inverse_dct.hpp"

#include <cstring>
#include <numbers>
#include <type_traits>

#include "imaging/core/float_lanes.hpp"
#include "imaging/core/sine.hpp"

namespace resizer::imaging {
namespace {

/// The contribution of frequency `wave` to sample `at` of `size`. The factors 1/2, and 1/sqrt(8) for the constant, are
/// those of an 8x8 block and stay the same at all sizes.
constexpr float basis(unsigned size, unsigned at, unsigned wave) {
  if (wave == 0) return static_cast<float>(1 / (2 * std::numbers::sqrt2));
  // cos(quarters * pi / (2 size)), reduced to 0...pi.
  unsigned quarters = (2 * at + 1) * wave % (4 * size);
  if (quarters > 2 * size) quarters = 4 * size - quarters;
  const double angle = quarters * std::numbers::pi / (2 * size);
  const double half = std::numbers::pi / 2;
  return static_cast<float>((angle <= half ? sine(half - angle) : -sine(angle - half)) / 2);
}

template <unsigned size>
constexpr auto kBasis = [] {
  std::array<std::array<float, size>, size> table{};
  for (unsigned at = 0; at < size; ++at) {
    for (unsigned wave = 0; wave < size; ++wave) table[at][wave] = basis(size, at, wave);
  }
  return table;
}();

template <unsigned size>
using Lanes = std::conditional_t<size <= FourLanes::kCount, FourLanes, EightLanes>;

template <unsigned size>
using Lines = std::array<typename Lanes<size>::Floats, Lanes<size>::kCount>;

/// Transforms one dimension, for all lanes. Even frequencies are symmetric, odd ones antisymmetric.
template <unsigned size>
RESIZER_INLINE void transform(Lines<size>& lines) {
  Lines<size> result{};
#pragma GCC unroll 8
  for (unsigned at = 0; at < (size + 1) / 2; ++at) {
    auto even = lines[0] * kBasis<size>[at][0];
#pragma GCC unroll 8
    for (unsigned wave = 2; wave < size; wave += 2) even += lines[wave] * kBasis<size>[at][wave];
    result[at] = even;
    if (2 * at + 1 == size) continue;  // the middle, where odd frequencies are 0
    auto odd = lines[1] * kBasis<size>[at][1];
#pragma GCC unroll 8
    for (unsigned wave = 3; wave < size; wave += 2) odd += lines[wave] * kBasis<size>[at][wave];
    result[size - 1 - at] = even - odd;
    result[at] = even + odd;
  }
  lines = result;
}

/// Dequantizes the coefficients and clears the block.
template <unsigned size>
RESIZER_INLINE void dequantize(JpegBlock& block, const JpegQuantizers& quantizers, Lines<size>& columns) {
#pragma GCC unroll 8
  for (std::size_t column = 0; column < size; ++column) {
    std::int16_t* stored = block.coefficients.data() + column * kDctBlock;
    typename Lanes<size>::Floats factors;
    std::memcpy(&factors, quantizers.factors.data() + column * kDctBlock, sizeof factors);
    load_lanes<Lanes<size>>(stored, columns[column]);
    columns[column] *= factors;
    std::memset(stored, 0, kDctBlock * sizeof *stored);
  }
}

/// Rounds half up, clamps, and stores the rows.
template <unsigned size>
RESIZER_INLINE void store(const Lines<size>& lines, std::uint16_t* const* rows, std::size_t x) {
  using Integers = typename Lanes<size>::Integers;
  constexpr float kLevelShift = 128 << kFractionBits;
  constexpr float kHalf = 0.5F;
  const Integers least{};
  const Integers greatest = least + (255 << kFractionBits);
#pragma GCC unroll 8
  for (unsigned row = 0; row < size; ++row) {
    Integers levels = __builtin_convertvector(lines[row] + (kLevelShift + kHalf), Integers);
    levels = levels > least ? levels : least;
    levels = levels > greatest ? greatest : levels;
    pack_low_halves(levels, rows[row] + x);
  }
}

template <unsigned size>
RESIZER_INLINE void decode(JpegBlock& block, const JpegQuantizers& quantizers, std::uint16_t* const* rows,
                           std::size_t x) {
  Lines<size> lines{};
  dequantize<size>(block, quantizers, lines);
  transform<size>(lines);
  transpose(lines);
  transform<size>(lines);
  store<size>(lines, rows, x);
}

#define RESIZER_INVERSE_DCT(size)                                                                      \
  RESIZER_FOR_EACH_MACHINE void inverse_dct_##size(JpegBlock& block, const JpegQuantizers& quantizers, \
                                                   std::uint16_t* const* rows, std::size_t x) {        \
    decode<size>(block, quantizers, rows, x);                                                          \
  }
RESIZER_INVERSE_DCT(2)
RESIZER_INVERSE_DCT(3)
RESIZER_INVERSE_DCT(4)
RESIZER_INVERSE_DCT(5)
RESIZER_INVERSE_DCT(6)
RESIZER_INVERSE_DCT(7)
RESIZER_INVERSE_DCT(8)
#undef RESIZER_INVERSE_DCT

}  // namespace

JpegInverseDct jpeg_inverse_dct(unsigned size) noexcept {
  constexpr std::array<JpegInverseDct, kDctBlock + 1> kBySize{nullptr,       nullptr,       inverse_dct_2,
                                                              inverse_dct_3, inverse_dct_4, inverse_dct_5,
                                                              inverse_dct_6, inverse_dct_7, inverse_dct_8};
  return kBySize[size];
}

}  // namespace resizer::imaging
