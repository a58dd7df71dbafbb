#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "imaging/core/size.hpp"

namespace resizer::imaging {

/// Colors in sRGB and opacity, each from 0 to 1; row after row.
struct RgbaPixel {
  double red = 0;
  double green = 0;
  double blue = 0;
  double alpha = 1;
};

/// The mean of the colors, weighted by opacity; black if all pixels are transparent. Its alpha is the mean opacity.
RgbaPixel mean_of(const std::vector<RgbaPixel>& pixels);

/// A very small picture as the few lowest frequencies of luma, two color differences and opacity, in at most 25 bytes:
/// https://evanw.github.io/thumbhash. The picture should be small, as that page advises: 100 pixels at most.
std::vector<std::uint8_t> thumb_hash(const std::vector<RgbaPixel>& pixels, Size size);

}  // namespace resizer::imaging
