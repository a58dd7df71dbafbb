#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "imaging/core/image.hpp"

/// Color conversions of images at their final size.
namespace resizer::imaging {

/// CMYK to sRGB through `icc` (lcms2, relative colorimetric with black point compensation). With an empty or unusable
/// profile: R = (1 - C)(1 - K) and so on. 8 bits stay 8 bits, everything else becomes 16. Alpha is kept.
struct CmykConversion {
  Image rgb;
  bool used_profile = false;
};
CmykConversion cmyk_to_srgb(const Image& cmyk, const std::vector<std::uint8_t>& icc);

/// Flattens an image with alpha (gray or RGB; premultiplied also YCbCr with full chroma) onto a background of these
/// samples.
Image flatten(const Image& image, const PlaneSamples& background);

/// An image of 16 bits, gray or RGB without premultiplied alpha, in sRGB (gray: with the tone curve of
/// sRGB); none if the profile cannot be read or is for another family. Relative colorimetric with black point
/// compensation.
std::optional<Image> to_srgb(const Image& deep, const std::vector<std::uint8_t>& icc);

}  // namespace resizer::imaging
