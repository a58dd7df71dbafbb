#pragma once

#include <cstddef>
#include <vector>

#include "resizer/imaging/codec.hpp"

namespace resizer::imaging {

/// From a picture's samples to amounts of light and back, for each colour channel; both from 0 to 1. By the tone curves
/// of its profile, or by sRGB's (IEC 61966-2-1) where there is no profile or none with tone curves.
class TransferCurves {
 public:
  TransferCurves(ByteView icc, ColorFamily family);

  void to_light(unsigned channel, float* samples, std::size_t width) const noexcept;
  void to_samples(unsigned channel, float* light, std::size_t width) const noexcept;

 private:
  struct Tables {
    std::vector<float> light;    ///< Of samples spaced evenly.
    std::vector<float> samples;  ///< Of light whose square root is spaced evenly: curves are steep near black.
  };
  std::vector<Tables> channels_;
};

}  // namespace resizer::imaging
