#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "imaging/core/row_buffers.hpp"
#include "imaging/resample/filter_weights.hpp"

/// The inner loops of resampling, in single precision. The order of operations does not depend on the vector width, so
/// that results are the same on every machine.
namespace resizer::imaging {

/// A weighted mean of rows: sum[x] = sum of weights[k] * rows[k][x], for `width` samples.
/// With `alpha_rows`, each sample is first multiplied by its alpha.
struct RowSum {
  SampleType sample = SampleType::u8;
  std::span<const std::uint8_t* const> rows;
  std::span<const std::uint8_t* const> alpha_rows;  ///< Empty, or as many as rows.
  const float* weights = nullptr;
  std::size_t width = 0;
};
void sum_rows(const RowSum& sum, float* result);

/// Rows resampled at once, one in each lane of a vector.
inline constexpr std::size_t kRowsAtOnce = 8;

/// kRowsAtOnce rows of floats, `stride` apart.
struct RowBlock {
  float* rows = nullptr;
  std::size_t stride = 0;
};

/// Resamples kRowsAtOnce rows: result[i] = weighted mean of source[first[i]...]. Source rows have `source_width`
/// samples; they and result rows are padded to a multiple of kRowBlock. `scratch` is reused by the next call.
void filter_rows(const RowBlock& source, std::size_t source_width, const FilterWeights& weights,
                 std::vector<float>& scratch, const RowBlock& result);

/// Rounds, clamps to 0...maximum, and stores samples. f32 samples are stored as they are.
void store_row(const float* source, std::size_t width, SampleType sample, float maximum, std::uint8_t* target);

/// color[x] = zero + (color[x] - zero) * factor / alpha[x], or zero if alpha is almost 0.
struct Unpremultiply {
  float factor = 1;
  float zero = 0;
};
void unpremultiply_row(float* color, const float* alpha, std::size_t width, const Unpremultiply& by);

/// color[x] = color[x] * alpha[x] / maximum, with alpha clamped to 0...maximum.
void premultiply_row(float* color, const float* alpha, std::size_t width, float maximum);

}  // namespace resizer::imaging
