#pragma once

#include "imaging/core/code_points.hpp"
#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// Converts a high dynamic range image of 16 bits, gray or RGB without premultiplied alpha, to sRGB. Light up to half
/// of diffuse white (203 cd/m2, Rec. ITU-R BT.2408) is kept; brighter light, up to 1000 cd/m2, is compressed as in
/// Reinhard et al. 2002 ("Photographic tone reproduction for digital images", equation 4), by the brightest channel to
/// keep hues.
Image fit_into_srgb(const Image& deep, CodePoints points);

}  // namespace resizer::imaging
