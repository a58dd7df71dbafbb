#include "resizer/imaging/color.hpp"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <opencv2/core.hpp>

#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

struct CloseProfile {
  void operator()(void* profile) const noexcept { cmsCloseProfile(profile); }
};
struct DeleteTransform {
  void operator()(void* transform) const noexcept { cmsDeleteTransform(transform); }
};
struct FreeCurve {
  void operator()(cmsToneCurve* curve) const noexcept { cmsFreeToneCurve(curve); }
};
using ToneCurve = std::unique_ptr<cmsToneCurve, FreeCurve>;
// lcms2's handles are void pointers.
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;

Transform cmyk_transform(const std::vector<std::uint8_t>& icc, bool is_8_bit) {
  if (icc.empty()) return {};
  const Profile from(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
  if (!from || cmsGetColorSpace(from.get()) != cmsSigCmykData) return {};
  const Profile to(cmsCreate_sRGBProfile());
  return Transform(cmsCreateTransform(from.get(), is_8_bit ? TYPE_CMYK_8 : TYPE_CMYK_16, to.get(),
                                      is_8_bit ? TYPE_RGB_8 : TYPE_RGB_16, INTENT_RELATIVE_COLORIMETRIC,
                                      cmsFLAGS_BLACKPOINTCOMPENSATION));
}

/// Interleaved CMYK of 8 or 16 full bits.
cv::Mat packed_cmyk(const Image& cmyk, bool is_8_bit) {
  cv::Mat packed;
  const std::vector<cv::Mat> inks(cmyk.planes.begin(), cmyk.planes.begin() + 4);
  cv::merge(inks, packed);
  if (is_8_bit) return packed;
  constexpr double kFullScale = 65535;
  const double white = cmyk.format.sample == SampleType::f32 ? 1.0 : (1U << cmyk.format.depth_bits) - 1;
  packed.convertTo(packed, CV_16U, kFullScale / white);
  return packed;
}

template <class Sample>
void convert_plainly(const cv::Mat& cmyk, cv::Mat& rgb) {
  constexpr std::uint64_t kWhite = std::numeric_limits<Sample>::max();
  for (int y = 0; y < cmyk.rows; ++y) {
    const auto* ink = cmyk.ptr<Sample>(y);
    auto* light = rgb.ptr<Sample>(y);
    for (int x = 0; x < cmyk.cols; ++x, ink += 4, light += 3) {
      for (int channel = 0; channel < 3; ++channel) {
        const std::uint64_t product = (kWhite - ink[channel]) * (kWhite - ink[3]);
        light[channel] = static_cast<Sample>((product + kWhite / 2) / kWhite);
      }
    }
  }
}

/// color + (1 - alpha) * white, where alpha's full value is `opaque` and white is this plane's.
template <class Sample, class Sum>
void lay_plane_on_white(const cv::Mat& color, const cv::Mat& alpha, Sum opaque, Sum white, cv::Mat& result) {
  for (int y = 0; y < color.rows; ++y) {
    const auto* color_row = color.ptr<Sample>(y);
    const auto* alpha_row = alpha.ptr<Sample>(y);
    auto* result_row = result.ptr<Sample>(y);
    for (int x = 0; x < color.cols; ++x) {
      const Sum shining_through = (opaque - alpha_row[x]) * white / opaque;
      result_row[x] = static_cast<Sample>(std::min<Sum>(opaque, color_row[x] + shining_through));
    }
  }
}

/// White in plane `index` of a picture whose samples end at `maximum` (ITU-R BT.601, 2.5.3 for limited range).
double white_sample(const PixelFormat& format, unsigned index, double maximum) {
  if (format.family != ColorFamily::ycbcr) return maximum;
  if (index > 0) return (maximum + 1) / 2;
  return format.range == Range::limited ? 235.0 * (1U << (format.depth_bits - 8U)) : maximum;
}

/// A profile's bytes.
std::vector<std::uint8_t> save(const Profile& profile) {
  cmsUInt32Number bytes = 0;
  if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &bytes)) {
    throw util::Error(util::ErrorCode::internal, "no colour profile could be made");
  }
  std::vector<std::uint8_t> icc(bytes);
  cmsSaveProfileToMem(profile.get(), icc.data(), &bytes);
  // lcms2 stamps the time of day (ICC.1:2010, 7.2.8): equal pictures must give equal files.
  constexpr std::size_t kDateOffset = 24;
  constexpr std::array<std::uint8_t, 12> kFixedDate{0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
  std::copy(kFixedDate.begin(), kFixedDate.end(), icc.begin() + kDateOffset);
  return icc;
}

/// ITU-T H.273, table 2: those with white at D65. Null for others and for unspecified ones.
const cmsCIExyYTRIPLE* primaries_of(std::uint16_t number) noexcept {
  static constexpr cmsCIExyYTRIPLE kBt709{{0.640, 0.330, 1}, {0.300, 0.600, 1}, {0.150, 0.060, 1}};
  static constexpr cmsCIExyYTRIPLE kBt601Pal{{0.640, 0.330, 1}, {0.290, 0.600, 1}, {0.150, 0.060, 1}};
  static constexpr cmsCIExyYTRIPLE kBt601Ntsc{{0.630, 0.340, 1}, {0.310, 0.595, 1}, {0.155, 0.070, 1}};
  static constexpr cmsCIExyYTRIPLE kBt2020{{0.708, 0.292, 1}, {0.170, 0.797, 1}, {0.131, 0.046, 1}};
  static constexpr cmsCIExyYTRIPLE kDisplayP3{{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};
  switch (number) {
    case 1:
      return &kBt709;
    case 5:
      return &kBt601Pal;
    case 6:
    case 7:
      return &kBt601Ntsc;
    case 9:
      return &kBt2020;
    case 12:
      return &kDisplayP3;
    default:
      return nullptr;
  }
}

/// sRGB itself, and video's functions, whose pictures other viewers show with sRGB's (ITU-T H.273, table 3).
bool is_shown_as_srgb(std::uint16_t transfer) noexcept {
  constexpr std::array<std::uint16_t, 6> kNumbers{1, 2, 6, 13, 14, 15};
  return std::find(kNumbers.begin(), kNumbers.end(), transfer) != kNumbers.end();
}

ToneCurve curve_of(std::uint16_t transfer) {
  if (is_shown_as_srgb(transfer)) {
    constexpr int kLinearThenPower = 4;
    constexpr std::array<cmsFloat64Number, 5> kSrgb{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    return ToneCurve(cmsBuildParametricToneCurve(nullptr, kLinearThenPower, kSrgb.data()));
  }
  switch (transfer) {
    case 4:
      return ToneCurve(cmsBuildGamma(nullptr, 2.2));
    case 5:
      return ToneCurve(cmsBuildGamma(nullptr, 2.8));
    case 8:
      return ToneCurve(cmsBuildGamma(nullptr, 1));
    default:
      return {};
  }
}

}  // namespace

CmykConversion cmyk_to_srgb(const Image& cmyk, const std::vector<std::uint8_t>& icc) {
  const bool is_8_bit = cmyk.format.sample == SampleType::u8;
  PixelFormat format;
  format.family = ColorFamily::rgb;
  format.sample = is_8_bit ? SampleType::u8 : SampleType::u16;
  format.depth_bits = is_8_bit ? 8 : 16;

  const cv::Mat packed = packed_cmyk(cmyk, is_8_bit);
  cv::Mat rgb(packed.rows, packed.cols, is_8_bit ? CV_8UC3 : CV_16UC3);
  const Transform transform = cmyk_transform(icc, is_8_bit);
  if (transform) {
    // lcms2 has 255 for full ink in 8-bit CMYK that is not "reversed", as a CMYK plane has here.
    cmsDoTransformLineStride(transform.get(), packed.data, rgb.data, static_cast<cmsUInt32Number>(packed.cols),
                             static_cast<cmsUInt32Number>(packed.rows), static_cast<cmsUInt32Number>(packed.step),
                             static_cast<cmsUInt32Number>(rgb.step), 0, 0);
  } else if (is_8_bit) {
    convert_plainly<std::uint8_t>(packed, rgb);
  } else {
    convert_plainly<std::uint16_t>(packed, rgb);
  }
  CmykConversion conversion{make_image(format, cmyk.size), transform != nullptr};
  cv::split(rgb, conversion.rgb.planes);
  return conversion;
}

Image flatten_on_white(const Image& premultiplied) {
  PixelFormat format = premultiplied.format;
  format.alpha = Alpha::none;
  Image result = make_image(format, premultiplied.size);
  const cv::Mat& alpha = premultiplied.planes.back();
  const bool is_float = format.sample == SampleType::f32;
  const int opaque = is_float ? 1 : (1 << format.depth_bits) - 1;
  for (unsigned index = 0; index < format.planes(); ++index) {
    const cv::Mat& color = premultiplied.planes[index];
    const double white = white_sample(format, index, opaque);
    switch (format.sample) {
      case SampleType::u8:
        lay_plane_on_white<std::uint8_t, std::int64_t>(color, alpha, opaque, std::lround(white), result.planes[index]);
        break;
      case SampleType::u16:
        lay_plane_on_white<std::uint16_t, std::int64_t>(color, alpha, opaque, std::lround(white), result.planes[index]);
        break;
      case SampleType::f32:
        lay_plane_on_white<float, double>(color, alpha, opaque, white, result.planes[index]);
        break;
    }
  }
  return result;
}

std::vector<std::uint8_t> srgb_profile() {
  return save(Profile(cmsCreate_sRGBProfile()));
}

bool is_high_dynamic_range(CodePoints points) noexcept {
  constexpr std::uint16_t kPq = 16;
  constexpr std::uint16_t kHlg = 18;
  return points.transfer == kPq || points.transfer == kHlg;
}

std::vector<std::uint8_t> profile_of(CodePoints points) {
  const cmsCIExyYTRIPLE* primaries = primaries_of(points.primaries);
  const ToneCurve curve = curve_of(points.transfer);
  if (primaries == nullptr || !curve) return {};
  constexpr std::uint16_t kBt709 = 1;
  const bool is_srgb = points.primaries == kBt709 && is_shown_as_srgb(points.transfer);
  if (is_srgb) return {};
  const std::array<cmsToneCurve*, 3> curves{curve.get(), curve.get(), curve.get()};
  constexpr cmsCIExyY kD65{0.3127, 0.3290, 1};
  return save(Profile(cmsCreateRGBProfile(&kD65, primaries, curves.data())));
}

}  // namespace resizer::imaging
