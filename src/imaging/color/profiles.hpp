#pragma once

#include <cstdint>
#include <vector>

#include "imaging/core/code_points.hpp"
#include "imaging/core/pixel_format.hpp"

/// ICC profiles made here.
namespace resizer::imaging {

/// An sRGB profile (IEC 61966-2-1) to tag converted images with; for gray, one of gray with its tone curve.
std::vector<std::uint8_t> srgb_profile(ColorFamily family = ColorFamily::rgb);

/// A profile of the colors of Adobe RGB (1998), version 2005-05: 4.3.1.1 and 4.3.1.2.
std::vector<std::uint8_t> adobe_rgb_profile();

/// Whether an image with these primaries and this transfer function (ITU-T H.273, tables 2 and 3) needs no profile:
/// those of sRGB, of video that is shown like it, and unspecified ones. Gray has no primaries.
bool is_shown_as_srgb(CodePoints points, ColorFamily family = ColorFamily::rgb) noexcept;

/// A profile with these primaries and this transfer function; empty where none is needed, and where none can be made.
std::vector<std::uint8_t> profile_of(CodePoints points, ColorFamily family = ColorFamily::rgb);

}  // namespace resizer::imaging
