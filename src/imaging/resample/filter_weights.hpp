#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/options.hpp"

namespace resizer::imaging {

/// The geometry of resampling in one direction.
struct FilterSpec {
  model::Filter filter = model::Filter::lanczos3;
  std::uint32_t source_length = 0;  ///< The samples that may be used, from source_first on.
  double start = 0;                 ///< Of the source region, in samples from the first sample's edge.
  double extent = 0;                ///< Of the source region, which may exceed the source; edges are mirrored.
  std::uint32_t target_length = 0;
  /// How many samples of a finer image a source sample is the mean of.
  std::uint32_t mean_of = 1;
  double unit = 1;  ///< The scale of source samples.
  std::uint32_t source_first = 0;
  friend bool operator==(const FilterSpec&, const FilterSpec&) = default;
};

/// For each target sample, the source samples and their weights.
struct FilterWeights {
  FilterSpec spec;
  /// Weights per target sample, a multiple of kWeightBlock; surplus ones are zero.
  std::size_t taps = 0;
  /// The first source sample of each target sample.
  std::vector<std::uint32_t> first;
  /// How many weights of each target sample are in use.
  std::vector<std::uint32_t> count;
  /// `taps` weights for each target sample, which add up to the unit.
  std::vector<float> weights;

  const float* of(std::size_t target) const noexcept { return weights.data() + target * taps; }
};

inline constexpr std::size_t kWeightBlock = 8;

/// The taps of the widest filter, Lanczos with three lobes on each side, without reduction.
inline constexpr double kWidestFilterTaps = 6;

/// Samples the kernel, stretched when shrinking to prevent aliasing, around the center of each target sample. Lanczos:
/// Duchon 1979; Catmull-Rom: Keys 1981 with a = -1/2; spline36: the cubic splines through six points of Thevenaz, Blu,
/// Unser 2000; box: exact shares of area. If the source's samples are means, all but box and nearest restore the
/// sharpness lost by that.
FilterWeights make_filter_weights(const FilterSpec& spec);

}  // namespace resizer::imaging
