#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "resizer/imaging/image.hpp"
#include "resizer/imaging/metadata.hpp"

/// Conversions of colour that the resampler cannot make, for pictures already at their final size.
namespace resizer::imaging {

/// CMYK to sRGB through `icc` (lcms2, relative colorimetric with black point compensation). With an empty or unusable
/// profile: R = (1 - C)(1 - K) and so on. 8 bits stay 8 bits, all else becomes 16. Alpha stays.
struct CmykConversion {
  Image rgb;
  bool used_profile = false;
};
CmykConversion cmyk_to_srgb(const Image& cmyk, const std::vector<std::uint8_t>& icc);

/// Lays a picture with alpha (gray or RGB; premultiplied also YCbCr with full chroma) on white; the result has no
/// alpha.
Image flatten_on_white(const Image& image);

/// A picture of 16 bits, gray or RGB without premultiplied alpha, in sRGB (gray: with sRGB's tone curve); nothing if
/// the profile cannot be read or is of another family. Relative colorimetric with black point compensation.
std::optional<Image> to_srgb(const Image& deep, const std::vector<std::uint8_t>& icc);

/// An sRGB profile (IEC 61966-2-1) to tag converted pictures with; for gray, one of gray with its tone curve.
std::vector<std::uint8_t> srgb_profile(ColorFamily family = ColorFamily::rgb);

/// A profile of the colors of Adobe RGB (1998), version 2005-05: 4.3.1.1 and 4.3.1.2.
std::vector<std::uint8_t> adobe_rgb_profile();

/// Whether a picture with these primaries and this transfer function (ITU-T H.273, tables 2 and 3) needs no profile:
/// those of sRGB, of video that is shown like it, and unspecified ones. Gray has no primaries.
bool is_shown_as_srgb(CodePoints points, ColorFamily family = ColorFamily::rgb) noexcept;

/// A profile with these primaries and this transfer function; empty where none is needed, and where none can be made.
std::vector<std::uint8_t> profile_of(CodePoints points, ColorFamily family = ColorFamily::rgb);

/// Whether the transfer function is PQ or HLG (Rec. ITU-R BT.2100).
bool is_high_dynamic_range(CodePoints points) noexcept;

/// The code points, if they are of high dynamic range.
std::optional<CodePoints> high_range_of(const Metadata& metadata) noexcept;

}  // namespace resizer::imaging
