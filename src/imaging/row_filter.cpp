#include "imaging/row_filter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

// Each function is compiled for plain x86-64 and for machines with AVX2; the loader picks. Sanitizers cannot run before
// the loader is done, and other processors have one width only.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(RESIZER_NO_CLONES)
#define RESIZER_FOR_EACH_MACHINE __attribute__((target_clones("avx2", "default")))
#else
#define RESIZER_FOR_EACH_MACHINE
#endif
#define RESIZER_INLINE __attribute__((always_inline)) inline

namespace resizer::imaging {
namespace {

constexpr std::size_t kLanes = 8;
static_assert(kRowBlock == 2 * kLanes && kWeightBlock == kLanes);

using Floats = float __attribute__((vector_size(kLanes * sizeof(float))));

using Integers = std::int32_t __attribute__((vector_size(kLanes * sizeof(std::int32_t))));

// Vectors are passed by reference: by value they would change the calling convention from machine to machine. Samples
// go through 32-bit integers one by one because compilers turn exactly that into one widening load.
template <class Sample>
RESIZER_INLINE void load(const Sample* from, Floats& floats) {
  Integers integers;
  for (std::size_t lane = 0; lane < kLanes; ++lane) integers[lane] = from[lane];
  floats = __builtin_convertvector(integers, Floats);
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

constexpr std::size_t kTargets = 4;
using HalfFloats = float __attribute__((vector_size(kLanes / 2 * sizeof(float))));

/// The products of one target sample, added up to four: lane by lane, then the upper half onto the lower.
RESIZER_INLINE void sum_products(const float* source, const FilterWeights& weights, std::size_t target,
                                 HalfFloats& result) {
  const float* samples = source + weights.first[target];
  const float* factors = weights.of(target);
  Floats total{};
  for (std::size_t tap = 0; tap < weights.taps; tap += kLanes) {
    Floats sample;
    Floats factor;
    load(samples + tap, sample);
    load(factors + tap, factor);
    total += sample * factor;
  }
  HalfFloats high;
  std::memcpy(&result, &total, sizeof result);
  std::memcpy(&high, reinterpret_cast<const char*>(&total) + sizeof result, sizeof high);
  result += high;
}

/// Four sums of four at once: lanes 0 + 2 and 1 + 3, then both.
RESIZER_INLINE void sum_lanes(const std::array<HalfFloats, kTargets>& sums, HalfFloats& result) {
  const HalfFloats ab =
      __builtin_shufflevector(sums[0], sums[1], 0, 4, 1, 5) + __builtin_shufflevector(sums[0], sums[1], 2, 6, 3, 7);
  const HalfFloats cd =
      __builtin_shufflevector(sums[2], sums[3], 0, 4, 1, 5) + __builtin_shufflevector(sums[2], sums[3], 2, 6, 3, 7);
  result = __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}

template <class Sample>
RESIZER_INLINE void round_samples(const float* source, std::size_t width, float maximum, std::uint8_t* target) {
  auto* samples = reinterpret_cast<Sample*>(target);
  for (std::size_t x = 0; x < width; ++x) {
    const float clamped = std::min(std::max(source[x], 0.0F), maximum);
    // Half up; std::lround would not vectorise.  NOLINTNEXTLINE(bugprone-incorrect-roundings)
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

RESIZER_FOR_EACH_MACHINE void filter_row(const float* source, const FilterWeights& weights, float* result) {
  const std::size_t length = weights.first.size();
  for (std::size_t target = 0; target < length; target += kTargets) {
    std::array<HalfFloats, kTargets> sums;
    for (std::size_t lane = 0; lane < kTargets; ++lane) {
      sum_products(source, weights, std::min(target + lane, length - 1), sums[lane]);
    }
    HalfFloats row;
    sum_lanes(sums, row);
    std::memcpy(result + target, &row, sizeof row);
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

RESIZER_FOR_EACH_MACHINE void unpremultiply_row(float* color, const float* alpha, std::size_t width, float factor) {
  constexpr float kNextToNone = 1e-6F;
  for (std::size_t x = 0; x < width; ++x) color[x] = alpha[x] > kNextToNone ? color[x] * factor / alpha[x] : 0.0F;
}

RESIZER_FOR_EACH_MACHINE void premultiply_row(float* color, const float* alpha, std::size_t width, float maximum) {
  for (std::size_t x = 0; x < width; ++x) color[x] *= std::min(std::max(alpha[x], 0.0F), maximum) / maximum;
}

}  // namespace resizer::imaging
