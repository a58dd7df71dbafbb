#pragma once

#include <cstddef>
#include <vector>

#include "imaging/core/bytes.hpp"
#include "imaging/core/code_points.hpp"
#include "imaging/core/pixel_format.hpp"

namespace resizer::imaging {

/// Converts samples to linear light and back, for each color channel; both from 0 to 1. Uses the tone curves of the
/// profile, or that of sRGB (IEC 61966-2-1) without any.
class TransferCurves {
 public:
  TransferCurves(ByteView icc, ColorFamily family);
  /// With the high dynamic range curve of the code points: see high_range_light().
  TransferCurves(CodePoints high_range, ColorFamily family);

  void to_light(unsigned channel, float* samples, std::size_t width) const noexcept;
  void to_samples(unsigned channel, float* light, std::size_t width) const noexcept;

 private:
  struct Tables {
    std::vector<float> light;    ///< Of evenly spaced samples.
    std::vector<float> samples;  ///< Of light whose root is evenly spaced, since curves are steep near black.
  };
  std::vector<Tables> channels_;
  unsigned square_roots_ = 1;  ///< How many are nested: the steeper a curve, the more.
};

}  // namespace resizer::imaging
