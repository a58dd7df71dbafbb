#include "imaging/resample/row_filter.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <random>

#include "imaging/resample/plain_row_filter.hpp"

namespace resizer::imaging {
namespace {

// Every machine makes the same image: what AVX2 gives (where this one has it) is what plain x86-64 gives, bit by bit.

std::vector<float> random_floats(std::size_t count) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> level(-20, 300);
  std::vector<float> floats(count);
  for (float& value : floats) value = level(random);
  return floats;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

TEST(RowFilter, SumsRowsAlikeOnEveryMachine) {
  constexpr std::size_t kRows = 17;
  constexpr std::size_t kWidth = 160;
  // Bytes that are read as samples of any type; as floats they are whatever they are, but the same for both.
  const std::vector<float> weights = random_floats(kRows);
  for (const SampleType sample : {SampleType::u8, SampleType::u16, SampleType::f32}) {
    for (const bool weighted : {false, true}) {
      std::vector<std::vector<float>> memory(kRows, random_floats(kWidth));
      std::vector<const std::uint8_t*> rows;
      rows.reserve(kRows);
      for (const auto& row : memory) rows.push_back(reinterpret_cast<const std::uint8_t*>(row.data()));
      const RowSum sum{
          .sample = sample,
          .rows = rows,
          .alpha_rows = weighted ? std::span<const std::uint8_t* const>(rows) : std::span<const std::uint8_t* const>(),
          .weights = weights.data(),
          .width = kWidth};
      std::vector<float> result(kWidth);
      std::vector<float> plain_result(kWidth);
      sum_rows(sum, result.data());
      plain::imaging::sum_rows(sum, plain_result.data());
      EXPECT_TRUE(same_bits(result, plain_result))
          << "sample type " << static_cast<int>(sample) << ", alpha " << weighted;
    }
  }
}

TEST(RowFilter, FiltersRowsAlikeOnEveryMachine) {
  for (const std::uint32_t target : {64U, 97U, 300U}) {
    constexpr std::uint32_t kWidth = 256;
    const FilterWeights weights = make_filter_weights(
        {.filter = model::Filter::lanczos3, .source_length = kWidth, .extent = kWidth, .target_length = target});
    constexpr std::size_t kStride = 320;
    std::vector<float> source = random_floats(kStride * kRowsAtOnce);
    std::vector<float> result(kStride * kRowsAtOnce);
    std::vector<float> plain_result(kStride * kRowsAtOnce);
    std::vector<float> scratch;
    filter_rows({source.data(), kStride}, kWidth, weights, scratch, {result.data(), kStride});
    plain::imaging::filter_rows({source.data(), kStride}, kWidth, weights, scratch, {plain_result.data(), kStride});
    EXPECT_TRUE(same_bits(result, plain_result)) << "to " << target;
  }
}

}  // namespace
}  // namespace resizer::imaging
