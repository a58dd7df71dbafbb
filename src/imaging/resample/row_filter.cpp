#include "imaging/resample/row_filter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "imaging/core/float_lanes.hpp"

namespace resizer::imaging {
namespace {

constexpr std::size_t kLanes = EightLanes::kCount;
static_assert(kRowBlock == 2 * kLanes && kWeightBlock == kLanes);

using Floats = EightLanes::Floats;

template <class Sample>
RESIZER_INLINE void load(const Sample* from, Floats& floats) {
  load_lanes<EightLanes>(from, floats);
}

RESIZER_INLINE void load(const float* from, Floats& floats) {
  std::memcpy(&floats, from, sizeof floats);
}

RESIZER_INLINE void store(float* to, const Floats& floats) {
  std::memcpy(to, &floats, sizeof floats);
}

template <class Sample>
RESIZER_INLINE const Sample* as(const std::uint8_t* row) {
  return reinterpret_cast<const Sample*>(row);
}

template <class Sample>
RESIZER_INLINE void sum_plain(const RowSum& sum, float* result) {
  for (std::size_t x = 0; x < sum.width; x += kRowBlock) {
    Floats low{};
    Floats high{};
    for (std::size_t tap = 0; tap < sum.rows.size(); ++tap) {
      const Sample* row = as<Sample>(sum.rows[tap]) + x;
      Floats samples;
      load(row, samples);
      low += samples * sum.weights[tap];
      load(row + kLanes, samples);
      high += samples * sum.weights[tap];
    }
    store(result + x, low);
    store(result + x + kLanes, high);
  }
}

template <class Sample>
RESIZER_INLINE void sum_weighted_by_alpha(const RowSum& sum, float* result) {
  for (std::size_t x = 0; x < sum.width; x += kLanes) {
    Floats total{};
    for (std::size_t tap = 0; tap < sum.rows.size(); ++tap) {
      Floats color;
      Floats alpha;
      load(as<Sample>(sum.rows[tap]) + x, color);
      load(as<Sample>(sum.alpha_rows[tap]) + x, alpha);
      total += color * alpha * sum.weights[tap];
    }
    store(result + x, total);
  }
}

template <class Sample>
RESIZER_INLINE void sum_samples(const RowSum& sum, float* result) {
  if (sum.alpha_rows.empty()) {
    sum_plain<Sample>(sum, result);
  } else {
    sum_weighted_by_alpha<Sample>(sum, result);
  }
}

RESIZER_FOR_EACH_MACHINE void sum_u8(const RowSum& sum, float* result) {
  sum_samples<std::uint8_t>(sum, result);
}
RESIZER_FOR_EACH_MACHINE void sum_u16(const RowSum& sum, float* result) {
  sum_samples<std::uint16_t>(sum, result);
}
RESIZER_FOR_EACH_MACHINE void sum_f32(const RowSum& sum, float* result) {
  sum_samples<float>(sum, result);
}

static_assert(kRowsAtOnce == kLanes);

/// Transposes `width` columns, rounded up to whole vectors, of a block of rows into the rows of `columns`.
RESIZER_INLINE void to_columns(const RowBlock& block, std::size_t width, float* columns) {
  for (std::size_t x = 0; x < width; x += kLanes) {
    std::array<Floats, kLanes> square;
    for (std::size_t row = 0; row < kLanes; ++row) load(block.rows + row * block.stride + x, square[row]);
    transpose(square);
    for (std::size_t column = 0; column < kLanes; ++column) store(columns + (x + column) * kLanes, square[column]);
  }
}

/// One column of the result: each lane is a row. Two sums, so that additions do not depend on each other.
RESIZER_INLINE void filter_column(const float* columns, const FilterWeights& weights, std::size_t target,
                                  Floats& result) {
  const float* samples = columns + std::size_t{weights.first[target]} * kLanes;
  const float* factors = weights.of(target);
  const std::size_t count = weights.count[target];
  Floats even{};
  Floats odd{};
  Floats sample;
  for (std::size_t tap = 0; tap + 1 < count; tap += 2) {
    load(samples + tap * kLanes, sample);
    even += sample * factors[tap];
    load(samples + (tap + 1) * kLanes, sample);
    odd += sample * factors[tap + 1];
  }
  if (count % 2 != 0) {
    load(samples + (count - 1) * kLanes, sample);
    even += sample * factors[count - 1];
  }
  result = even + odd;
}

template <class Sample>
RESIZER_INLINE void round_samples(const float* source, std::size_t width, float maximum, std::uint8_t* target) {
  auto* samples = reinterpret_cast<Sample*>(target);
  for (std::size_t x = 0; x < width; ++x) {
    const float clamped = std::min(std::max(source[x], 0.0F), maximum);
    // Half up; std::lround would not vectorize.  NOLINTNEXTLINE(bugprone-incorrect-roundings)
    samples[x] = static_cast<Sample>(static_cast<int>(clamped + 0.5F));
  }
}

RESIZER_FOR_EACH_MACHINE void store_u8(const float* source, std::size_t width, float maximum, std::uint8_t* target) {
  round_samples<std::uint8_t>(source, width, maximum, target);
}
RESIZER_FOR_EACH_MACHINE void store_u16(const float* source, std::size_t width, float maximum, std::uint8_t* target) {
  round_samples<std::uint16_t>(source, width, maximum, target);
}

}  // namespace

void sum_rows(const RowSum& sum, float* result) {
  switch (sum.sample) {
    case SampleType::u8:
      return sum_u8(sum, result);
    case SampleType::u16:
      return sum_u16(sum, result);
    case SampleType::f32:
      return sum_f32(sum, result);
  }
}

RESIZER_FOR_EACH_MACHINE void filter_rows(const RowBlock& source, std::size_t source_width,
                                          const FilterWeights& weights, std::vector<float>& scratch,
                                          const RowBlock& result) {
  scratch.resize((source_width + kLanes) * kLanes);
  float* columns = scratch.data();
  to_columns(source, source_width, columns);
  const std::size_t length = weights.first.size();
  for (std::size_t x = 0; x < length; x += kLanes) {
    std::array<Floats, kLanes> square;
    for (std::size_t column = 0; column < kLanes; ++column) {
      filter_column(columns, weights, std::min(x + column, length - 1), square[column]);
    }
    transpose(square);
    for (std::size_t row = 0; row < kLanes; ++row) store(result.rows + row * result.stride + x, square[row]);
  }
}

void store_row(const float* source, std::size_t width, SampleType sample, float maximum, std::uint8_t* target) {
  switch (sample) {
    case SampleType::u8:
      return store_u8(source, width, maximum, target);
    case SampleType::u16:
      return store_u16(source, width, maximum, target);
    case SampleType::f32:
      std::memcpy(target, source, width * sizeof(float));
      return;
  }
}

RESIZER_FOR_EACH_MACHINE void unpremultiply_row(float* color, const float* alpha, std::size_t width,
                                                const Unpremultiply& by) {
  constexpr float kNextToNone = 1e-6F;
  const auto [factor, zero] = by;
  for (std::size_t x = 0; x < width; ++x) {
    color[x] = alpha[x] > kNextToNone ? (color[x] - zero) * factor / alpha[x] + zero : zero;
  }
}

RESIZER_FOR_EACH_MACHINE void premultiply_row(float* color, const float* alpha, std::size_t width, float maximum) {
  for (std::size_t x = 0; x < width; ++x) color[x] *= std::min(std::max(alpha[x], 0.0F), maximum) / maximum;
}

}  // namespace resizer::imaging
