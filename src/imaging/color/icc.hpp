#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <vector>

#include "imaging/color/primaries.hpp"
#include "imaging/core/bytes.hpp"
#include "imaging/core/pixel_format.hpp"

/// ICC profiles (ICC.1:2010) with lcms2.
namespace resizer::imaging {

/// Whether the header and the tag table of a profile are valid, and all tags within the profile (ICC.1:2010, 7.2, 7.3).
bool is_whole_profile(ByteView icc) noexcept;

/// Converts from a profile to sRGB, or from gray to gray with the tone curve of sRGB: relative colorimetric with black
/// point compensation.
class SrgbTransform {
 public:
  /// For packed full-range samples of 8 or 16 bits; gray, RGB or CMYK (0 is no ink). None if the profile cannot be read
  /// or is for another family.
  static std::optional<SrgbTransform> from(ByteView icc, ColorFamily family, SampleType sample);

  /// Fills `converted`, which has the same size and samples, and three channels for CMYK.
  void apply(const cv::Mat& packed, cv::Mat& converted) const;

 private:
  struct Delete {
    void operator()(void* transform) const noexcept;
  };
  explicit SrgbTransform(void* transform) : transform_(transform) {}

  std::unique_ptr<void, Delete> transform_;  // lcms2's handles are void pointers
};

/// A color of sRGB in the space of a gray or RGB profile, as full-range samples of 16 bits. If the profile is empty,
/// cannot be read, or is for another family: as in sRGB, or in gray with its tone curve.
std::array<std::uint16_t, 3> srgb_in_profile(std::array<std::uint8_t, 3> srgb, ByteView icc, ColorFamily family);

/// Converts from CIE L*a*b* relative to D50 to sRGB.
class LabTransform {
 public:
  /// Throws util::Error(internal) if lcms2 fails.
  LabTransform();

  /// Converts packed float L*, a* and b* to red, green and blue from 0 to 1, in place.
  void apply(const cv::Mat& packed) const;

 private:
  struct Delete {
    void operator()(void* transform) const noexcept;
  };
  std::unique_ptr<void, Delete> transform_;  // lcms2's handles are void pointers
};

/// The tone curve of each channel of a gray or RGB image: the light of `count` evenly spaced samples, both from 0 to 1.
/// From the profile if it has tone curves, otherwise that of sRGB.
std::vector<std::vector<float>> tone_tables(ByteView icc, ColorFamily family, std::size_t count);

/// Whether a profile with these primaries is possible: white is a mixture of them.
bool is_possible(const Chromaticities& chromaticities) noexcept;

/// A profile with these primaries, which must be possible; not needed for gray. Light is the sample to the power of
/// `exponent`, or as in sRGB without one.
std::vector<std::uint8_t> profile_of(const Chromaticities& chromaticities, std::optional<double> exponent,
                                     ColorFamily family);

}  // namespace resizer::imaging
