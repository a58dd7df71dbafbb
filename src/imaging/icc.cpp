#include "imaging/icc.hpp"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "imaging/big_endian.hpp"
#include "resizer/imaging/color.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

struct CloseProfile {
  void operator()(void* profile) const noexcept { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct FreeCurve {
  void operator()(cmsToneCurve* curve) const noexcept { cmsFreeToneCurve(curve); }
};
using ToneCurve = std::unique_ptr<cmsToneCurve, FreeCurve>;

/// IEC 61966-2-1, as lcms2's parametric curve of type 4: (a x + b)^gamma from d on, c x below.
ToneCurve srgb_curve() {
  constexpr std::array<double, 5> kParameters{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  return ToneCurve(cmsBuildParametricToneCurve(nullptr, 4, kParameters.data()));
}

Profile make_gray(const cmsToneCurve* curve) {
  return Profile(cmsCreateGrayProfile(cmsD50_xyY(), curve));
}

Profile make_rgb(const cmsCIExyY& white, const cmsCIExyYTRIPLE& primaries, cmsToneCurve* curve) {
  const std::array<cmsToneCurve*, 3> curves{curve, curve, curve};
  return Profile(cmsCreateRGBProfile(&white, &primaries, curves.data()));
}

Profile make_srgb(ColorFamily family) {
  return family == ColorFamily::gray ? make_gray(srgb_curve().get()) : Profile(cmsCreate_sRGBProfile());
}

Profile open_profile(ByteView icc, cmsColorSpaceSignature space) {
  if (icc.empty()) return {};
  Profile profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
  if (profile && cmsGetColorSpace(profile.get()) != space) profile.reset();
  return profile;
}

struct Space {
  cmsColorSpaceSignature signature;
  cmsUInt32Number samples_8;
  cmsUInt32Number samples_16;
};

Space space_of(ColorFamily family) noexcept {
  switch (family) {
    case ColorFamily::gray:
      return {cmsSigGrayData, TYPE_GRAY_8, TYPE_GRAY_16};
    case ColorFamily::cmyk:
      // lcms2 has 255 for full ink in 8-bit CMYK that is not "reversed", as a CMYK plane has here.
      return {cmsSigCmykData, TYPE_CMYK_8, TYPE_CMYK_16};
    case ColorFamily::rgb:
    case ColorFamily::ycbcr:
      break;
  }
  return {cmsSigRgbData, TYPE_RGB_8, TYPE_RGB_16};
}

std::vector<float> sample_curve(const cmsToneCurve* curve, std::size_t count) {
  std::vector<float> table(count);
  float highest = 0;
  for (std::size_t index = 0; index < count; ++index) {
    const float sample = static_cast<float>(index) / static_cast<float>(count - 1);
    highest = std::max(highest, cmsEvalToneCurveFloat(curve, sample));
    table[index] = highest;
  }
  for (float& light : table) light = highest > 0 ? light / highest : 0;
  return table;
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

/// With white at D65, and one curve for all channels.
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
  if (is_shown_as_srgb(transfer)) return srgb_curve();
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

bool is_whole_profile(ByteView icc) noexcept {
  constexpr std::size_t kSignatureOffset = 36;
  constexpr std::string_view kSignature = "acsp";
  constexpr std::size_t kTableOffset = 128;
  constexpr std::size_t kCountBytes = 4;
  constexpr std::size_t kTagBytes = 12;
  if (icc.size() < kTableOffset + kCountBytes || big_endian_u32(icc.data()) > icc.size()) return false;
  if (!std::ranges::equal(icc.subspan(kSignatureOffset, kSignature.size()), kSignature)) return false;
  const std::uint32_t tags = big_endian_u32(&icc[kTableOffset]);
  ByteView table = icc.subspan(kTableOffset + kCountBytes);
  if (tags == 0 || tags > table.size() / kTagBytes) return false;
  for (table = table.first(tags * kTagBytes); !table.empty(); table = table.subspan(kTagBytes)) {
    const std::uint64_t offset = big_endian_u32(&table[4]);
    if (offset + big_endian_u32(&table[8]) > icc.size()) return false;
  }
  return true;
}

std::optional<SrgbTransform> SrgbTransform::from(ByteView icc, ColorFamily family, SampleType sample) {
  const bool is_8_bit = sample == SampleType::u8;
  const Space from = space_of(family);
  const Profile source = open_profile(icc, from.signature);
  if (!source) return std::nullopt;
  const ColorFamily result = family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  const Space to = space_of(result);
  // Without optimisation where it would squeeze 16 bits through a coarse grid; inks go through their own anyway.
  const cmsUInt32Number precision = family == ColorFamily::cmyk ? 0 : cmsFLAGS_NOOPTIMIZE;
  void* transform = cmsCreateTransform(source.get(), is_8_bit ? from.samples_8 : from.samples_16,
                                       make_srgb(result).get(), is_8_bit ? to.samples_8 : to.samples_16,
                                       INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION | precision);
  if (transform == nullptr) return std::nullopt;
  return SrgbTransform(transform);
}

void SrgbTransform::Delete::operator()(void* transform) const noexcept {
  cmsDeleteTransform(transform);
}

void SrgbTransform::apply(const cv::Mat& packed, cv::Mat& converted) const {
  cmsDoTransformLineStride(transform_.get(), packed.data, converted.data, static_cast<cmsUInt32Number>(packed.cols),
                           static_cast<cmsUInt32Number>(packed.rows), static_cast<cmsUInt32Number>(packed.step),
                           static_cast<cmsUInt32Number>(converted.step), 0, 0);
}

LabTransform::LabTransform() {
  const Profile lab(cmsCreateLab4Profile(nullptr));
  const Profile srgb = make_srgb(ColorFamily::rgb);
  transform_.reset(cmsCreateTransform(lab.get(), TYPE_Lab_FLT, srgb.get(), TYPE_RGB_FLT, INTENT_RELATIVE_COLORIMETRIC,
                                      cmsFLAGS_NOOPTIMIZE));
  if (!transform_) throw util::Error(util::ErrorCode::internal, "no transform of L*a*b* colors could be made");
}

void LabTransform::Delete::operator()(void* transform) const noexcept {
  cmsDeleteTransform(transform);
}

void LabTransform::apply(const cv::Mat& packed) const {
  cmsDoTransformLineStride(transform_.get(), packed.data, packed.data, static_cast<cmsUInt32Number>(packed.cols),
                           static_cast<cmsUInt32Number>(packed.rows), static_cast<cmsUInt32Number>(packed.step),
                           static_cast<cmsUInt32Number>(packed.step), 0, 0);
}

std::vector<std::vector<float>> tone_tables(ByteView icc, ColorFamily family, std::size_t count) {
  constexpr std::array kRgbCurves{cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};
  const bool is_gray = family == ColorFamily::gray;
  const Profile profile = open_profile(icc, space_of(family).signature);
  const ToneCurve srgb = srgb_curve();
  std::vector<std::vector<float>> tables;
  for (std::size_t channel = 0; channel < (is_gray ? 1 : kRgbCurves.size()); ++channel) {
    const cmsTagSignature tag = is_gray ? cmsSigGrayTRCTag : kRgbCurves[channel];
    const auto* own = profile ? static_cast<const cmsToneCurve*>(cmsReadTag(profile.get(), tag)) : nullptr;
    tables.push_back(sample_curve(own != nullptr ? own : srgb.get(), count));
  }
  return tables;
}

std::vector<std::uint8_t> srgb_profile(ColorFamily family) {
  return save(make_srgb(family));
}

std::vector<std::uint8_t> adobe_rgb_profile() {
  constexpr Chromaticities kAdobeRgb{{0.64, 0.33}, {0.21, 0.71}, {0.15, 0.06}, {0.3127, 0.3290}};
  constexpr double kGamma = 563.0 / 256;
  return profile_of(kAdobeRgb, kGamma, ColorFamily::rgb);
}

bool is_shown_as_srgb(CodePoints points, ColorFamily family) noexcept {
  constexpr std::uint16_t kBt709 = 1;
  constexpr std::uint16_t kUnspecified = 2;
  const bool has_other_primaries =
      family != ColorFamily::gray && points.primaries != kBt709 && points.primaries != kUnspecified;
  return !has_other_primaries && is_shown_as_srgb(points.transfer);
}

std::vector<std::uint8_t> profile_of(CodePoints points, ColorFamily family) {
  if (is_shown_as_srgb(points, family)) return {};
  const ToneCurve curve = curve_of(points.transfer);
  if (!curve) return {};
  if (family == ColorFamily::gray) return save(make_gray(curve.get()));
  const cmsCIExyYTRIPLE* primaries = primaries_of(points.primaries);
  if (primaries == nullptr) return {};
  constexpr cmsCIExyY kD65{0.3127, 0.3290, 1};
  return save(make_rgb(kD65, *primaries, curve.get()));
}

bool is_possible(const Chromaticities& chromaticities) noexcept {
  const auto& [red, green, blue, white] = chromaticities;
  const auto is_color = [](Chromaticity color) { return color.x >= 0 && color.y > 0 && color.x + color.y <= 1; };
  const auto is_within = [](double value) { return value > 0 && value < 1; };
  // White as a sum of the primaries: the share of each is the area of the triangle that it spans with the others.
  const auto area = [](Chromaticity a, Chromaticity b, Chromaticity c) {
    return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  };
  constexpr double kSmallest = 1e-4;
  const double all = area(red, green, blue);
  if (std::abs(all) < kSmallest || !is_color(white)) return false;
  return is_within(area(white, green, blue) / all) && is_within(area(red, white, blue) / all) &&
         is_within(area(red, green, white) / all);
}

std::vector<std::uint8_t> profile_of(const Chromaticities& chromaticities, std::optional<double> exponent,
                                     ColorFamily family) {
  const ToneCurve curve = exponent ? ToneCurve(cmsBuildGamma(nullptr, *exponent)) : srgb_curve();
  if (family == ColorFamily::gray) return save(make_gray(curve.get()));
  const auto as_xyy = [](Chromaticity color) { return cmsCIExyY{color.x, color.y, 1}; };
  const auto& [red, green, blue, white] = chromaticities;
  return save(make_rgb(as_xyy(white), {as_xyy(red), as_xyy(green), as_xyy(blue)}, curve.get()));
}

}  // namespace resizer::imaging
