#pragma once

#include <cstdint>
#include <vector>

#include "imaging/core/code_points.hpp"
#include "imaging/core/pixel_format.hpp"

/// Generated ICC profiles.
namespace resizer::imaging {

/// An sRGB profile (IEC 61966-2-1) for converted images; for gray, a gray profile with its tone curve.
std::vector<std::uint8_t> srgb_profile(ColorFamily family = ColorFamily::rgb);

/// A profile of the colors of Adobe RGB (1998), version 2005-05: 4.3.1.1 and 4.3.1.2.
std::vector<std::uint8_t> adobe_rgb_profile();

/// Whether an image with these primaries and transfer function (ITU-T H.273, tables 2 and 3) needs no profile: sRGB,
/// video that is shown like sRGB, and unspecified ones. Primaries do not matter for gray.
bool is_shown_as_srgb(CodePoints points, ColorFamily family = ColorFamily::rgb) noexcept;

/// A profile with these primaries and this transfer function; empty if none is needed or possible.
std::vector<std::uint8_t> profile_of(CodePoints points, ColorFamily family = ColorFamily::rgb);

}  // namespace resizer::imaging
