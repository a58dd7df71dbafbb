#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/options.hpp"

namespace resizer::imaging {

/// One direction of a resampling: where its samples come from.
struct FilterSpec {
  model::Filter filter = model::Filter::lanczos3;
  std::uint32_t source_length = 0;  ///< Samples that there are.
  double start = 0;                 ///< The edge of the part used, in samples from the first sample's edge.
  double extent = 0;                ///< Its length; it may reach beyond the source, whose edges are mirrored.
  std::uint32_t target_length = 0;
  /// How many samples of a finer image each source sample is the mean of.
  std::uint32_t mean_of = 1;
  double unit = 1;  ///< What a source sample of 1 stands for.
  friend bool operator==(const FilterSpec&, const FilterSpec&) = default;
};

/// For each target sample the source samples that it is the weighted mean of.
struct FilterWeights {
  FilterSpec spec;
  /// Weights for each target sample, a multiple of kWeightBlock; the surplus are zero.
  std::size_t taps = 0;
  /// The first source sample of each target sample.
  std::vector<std::uint32_t> first;
  /// How many of the weights of each target sample count.
  std::vector<std::uint32_t> count;
  /// taps weights for each target sample; they add up to the unit.
  std::vector<float> weights;

  const float* of(std::size_t target) const noexcept { return weights.data() + target * taps; }
};

inline constexpr std::size_t kWeightBlock = 8;

/// Source samples that the widest filter, Lanczos with three lobes to each side, weighs where nothing shrinks.
inline constexpr double kWidestFilterTaps = 6;

/// Samples the kernel, stretched by the ratio where the image shrinks so that nothing is aliased, around the center
/// of each target sample. Lanczos: Duchon 1979; Catmull-Rom: Keys 1981 with a = -1/2; spline36: the cubic splines
/// through six points of Thevenaz, Blu, Unser 2000; box: exact shares of area. Where the source's samples are means,
/// all but box and nearest give back the sharpness that the image lost by that.
FilterWeights make_filter_weights(const FilterSpec& spec);

}  // namespace resizer::imaging
