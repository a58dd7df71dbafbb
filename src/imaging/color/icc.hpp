#pragma once

#include <memory>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <vector>

#include "imaging/color/primaries.hpp"
#include "imaging/core/bytes.hpp"
#include "imaging/core/pixel_format.hpp"

/// ICC profiles (ICC.1:2010) by lcms2.
namespace resizer::imaging {

/// Whether the header and the tag table of a profile are right, and all that they name is there (ICC.1:2010, 7.2, 7.3).
bool is_whole_profile(ByteView icc) noexcept;

/// From the colors of a profile to sRGB, or of gray to gray with sRGB's tone curve: relative colorimetric with black
/// point compensation.
class SrgbTransform {
 public:
  /// Of packed samples of 8 or 16 full bits; gray, RGB or CMYK (0 is no ink). Nothing if the profile cannot be read or
  /// is of another family.
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

/// From CIE L*a*b* relative to D50 to sRGB.
class LabTransform {
 public:
  /// Throws util::Error(internal) if lcms2 cannot make it.
  LabTransform();

  /// Turns packed L*, a* and b*, floats in their own units, into red, green and blue from 0 to 1, in place.
  void apply(const cv::Mat& packed) const;

 private:
  struct Delete {
    void operator()(void* transform) const noexcept;
  };
  std::unique_ptr<void, Delete> transform_;  // lcms2's handles are void pointers
};

/// How samples stand for light, for each channel of a gray or RGB image: the light of `count` samples spaced evenly
/// from 0 to 1, rising from 0 to 1. Of the profile's tone curves if it has such, else of sRGB's.
std::vector<std::vector<float>> tone_tables(ByteView icc, ColorFamily family, std::size_t count);

/// Whether amounts of these primaries can be mixed to white and to all other colors.
bool is_possible(const Chromaticities& chromaticities) noexcept;

/// A profile with these primaries, which must be possible; of gray it needs none. Light is the sample to the power of
/// `exponent`, or as in sRGB where there is none.
std::vector<std::uint8_t> profile_of(const Chromaticities& chromaticities, std::optional<double> exponent,
                                     ColorFamily family);

}  // namespace resizer::imaging
