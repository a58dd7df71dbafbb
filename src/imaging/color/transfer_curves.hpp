#pragma once

#include <cstddef>
#include <vector>

#include "imaging/core/bytes.hpp"
#include "imaging/core/code_points.hpp"
#include "imaging/core/pixel_format.hpp"

namespace resizer::imaging {

/// From an image's samples to amounts of light and back, for each color channel; both from 0 to 1. By the tone curves
/// of its profile, or by sRGB's (IEC 61966-2-1) where there is no profile or none with tone curves.
class TransferCurves {
 public:
  TransferCurves(ByteView icc, ColorFamily family);
  /// By the curve of high dynamic range that the code points name: see high_range_light().
  TransferCurves(CodePoints high_range, ColorFamily family);

  void to_light(unsigned channel, float* samples, std::size_t width) const noexcept;
  void to_samples(unsigned channel, float* light, std::size_t width) const noexcept;

 private:
  struct Tables {
    std::vector<float> light;    ///< Of samples spaced evenly.
    std::vector<float> samples;  ///< Of light whose root is spaced evenly: curves are steep near black.
  };
  std::vector<Tables> channels_;
  unsigned square_roots_ = 1;  ///< Taken one of the other: the steeper a curve, the more.
};

}  // namespace resizer::imaging
