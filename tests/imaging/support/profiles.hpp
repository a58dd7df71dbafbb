#pragma once

#include <array>
#include <cstdint>
#include <vector>

/// ICC profiles made for tests, and what lcms2 itself makes of a color.
namespace resizer::imaging::testing_support {

using Profile = std::vector<std::uint8_t>;

/// Display P3: the primaries of SMPTE RP 431-2, D65, sRGB's tone curve.
Profile display_p3();
/// With the primaries of Display P3, and samples that are light to the power of 1 / gamma.
Profile display_p3_of_gamma(double gamma);
/// Adobe RGB (1998): gamma 2.19921875.
Profile adobe_rgb();
/// sRGB's primaries, read in the order blue, green, red: nothing looks as it should without the profile.
Profile swapped_rgb();
/// Gray of this gamma.
Profile gray_of_gamma(double gamma);

/// A color (0...1) of a profile of RGB in sRGB, in double precision; relative colorimetric, black point compensation.
std::array<double, 3> in_srgb(const Profile& profile, const std::array<double, 3>& color);

}  // namespace resizer::imaging::testing_support
