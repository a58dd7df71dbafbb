#pragma once

#include "imaging/core/code_points.hpp"
#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// An image of high dynamic range, of 16 bits, gray or RGB without premultiplied alpha, in sRGB. Light of up to half
/// of diffuse white (203 cd/m2, Rec. ITU-R BT.2408) stays as it is; what is brighter, up to 1000 cd/m2, is compressed
/// as Reinhard et al. 2002 have it ("Photographic tone reproduction for digital images", equation 4), by the brightest
/// channel, so that hues stay.
Image fit_into_srgb(const Image& deep, CodePoints points);

}  // namespace resizer::imaging
