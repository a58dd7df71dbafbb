#include "imaging/codecs/jpeg/inverse_dct.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace resizer::imaging {
namespace {

/// All with kFractionBits.
constexpr double kLevelShift = 128 << kFractionBits;
constexpr double kWhite = 255 << kFractionBits;
constexpr double kRounding = 0.51;

using Samples = std::array<std::array<double, kDctBlock>, kDctBlock>;

/// The inverse DCT of the size x size lowest frequencies by the formula (ITU-T T.81, A.3.3) in double precision.
Samples by_formula(const JpegBlock& block, const JpegQuantizers& quantizers, unsigned size) {
  const auto scale = [](unsigned wave) { return wave == 0 ? std::numbers::sqrt2 / 2 : 1; };
  const auto wave_at = [&](unsigned at, unsigned wave) {
    return scale(wave) * std::cos((2 * at + 1) * wave * std::numbers::pi / (2 * size)) / 2;
  };
  Samples samples{};
  for (unsigned y = 0; y < size; ++y) {
    for (unsigned x = 0; x < size; ++x) {
      for (unsigned k = 0; k < size * size; ++k) {
        const unsigned place = k / size * kDctBlock + k % size;  // column by column
        samples[y][x] += static_cast<double>(block.coefficients[place]) * quantizers.factors[place] *
                         wave_at(x, k / size) * wave_at(y, k % size);
      }
      samples[y][x] = std::clamp(samples[y][x] + kLevelShift, 0.0, kWhite);
    }
  }
  return samples;
}

/// A block with random coefficients; large ones make samples clamp on both sides.
JpegBlock random_block(std::mt19937& random, std::int16_t greatest) {
  JpegBlock block;
  std::uniform_int_distribution<std::int16_t> value(static_cast<std::int16_t>(-greatest), greatest);
  for (unsigned k = 0; k < kBlockCoefficients; ++k) {
    if (random() % 3 == 0) block.coefficients[k] = value(random);
  }
  return block;
}

class InverseDct : public testing::TestWithParam<unsigned> {};

TEST_P(InverseDct, MatchesTheFormulaForTheLowestFrequencies) {
  const unsigned size = GetParam();
  std::mt19937 random(2026);
  JpegQuantizers quantizers;
  for (float& factor : quantizers.factors) factor = static_cast<float>((1 + random() % 20) << kFractionBits);
  constexpr std::size_t kX = 3;
  constexpr std::uint16_t kUntouched = 7777;
  for (const std::int16_t greatest : std::array<std::int16_t, 4>{1, 5, 40, 2047}) {
    for (int count = 0; count < 200; ++count) {
      JpegBlock block = random_block(random, greatest);
      const Samples wanted = by_formula(block, quantizers, size);
      std::array<std::array<std::uint16_t, kX + kDctBlock + kMaxSamplesStored + 1>, kDctBlock> made{};
      for (auto& row : made) row.fill(kUntouched);
      std::array<std::uint16_t*, kDctBlock> rows{};
      std::transform(made.begin(), made.end(), rows.begin(), [](auto& row) { return row.data(); });
      jpeg_inverse_dct(size)(block, quantizers, rows.data(), kX);
      for (unsigned y = 0; y < kDctBlock; ++y) {
        for (unsigned x = 0; x < made[y].size(); ++x) {
          const bool is_surplus = y < size && x >= kX + size && x < kX + size + kMaxSamplesStored;
          if (is_surplus) continue;
          const bool is_inside = y < size && x >= kX && x < kX + size;
          ASSERT_NEAR(made[y][x], is_inside ? wanted[y][x - kX] : kUntouched, is_inside ? kRounding : 0)
              << "at " << x << ',' << y << ", up to " << greatest;
        }
      }
      for (unsigned k = 0; k < size * size; ++k) ASSERT_EQ(block.coefficients[k / size * kDctBlock + k % size], 0);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, InverseDct, testing::Range(2U, kDctBlock + 1));

}  // namespace
}  // namespace resizer::imaging
