#pragma once

#include <vector>

#include "imaging/resample/resampler.hpp"

/// Resampling in double precision, straight from its definitions and without any of the product's code for it: what
/// resampled images are held against.
namespace resizer::imaging::testing_support {

/// One plane of samples, row by row.
struct PlainPlane {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<double> samples;

  double& at(std::size_t x, std::size_t y) { return samples[y * width + x]; }
  double at(std::size_t x, std::size_t y) const { return samples[y * width + x]; }
};

/// `plane` of an image that decoders deliver with `layout`, as numbers in the units of the format's samples.
PlainPlane plain_plane(const DecodedLayout& layout, const Image& rows, unsigned plane);

/// What `plane` of the result must be before it is rounded and clamped. `rows` holds what was delivered: its planes
/// have the layout's sizes and row samples.
PlainPlane plain_resample(const DecodedLayout& layout, const Image& rows, const Resampling& wanted, unsigned plane);

}  // namespace resizer::imaging::testing_support
