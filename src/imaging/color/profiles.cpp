#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "imaging/color/icc.hpp"
#include "imaging/color/lcms.hpp"
#include "imaging/color/primaries.hpp"
#include "imaging/color/profiles.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// A profile's bytes.
std::vector<std::uint8_t> save(const Profile& profile) {
  cmsUInt32Number bytes = 0;
  if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &bytes)) {
    throw util::Error(util::ErrorCode::internal, "cannot create a color profile");
  }
  std::vector<std::uint8_t> icc(bytes);
  cmsSaveProfileToMem(profile.get(), icc.data(), &bytes);
  // lcms2 stores the current time (ICC.1:2010, 7.2.8), but output files must be reproducible.
  constexpr std::size_t kDateOffset = 24;
  constexpr std::array<std::uint8_t, 12> kFixedDate{0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
  std::copy(kFixedDate.begin(), kFixedDate.end(), icc.begin() + kDateOffset);
  return icc;
}

/// sRGB, and video transfer functions that viewers treat as sRGB (ITU-T H.273, table 3; 11 and 12 are BT.709 between
/// black and white).
bool is_shown_as_srgb(std::uint16_t transfer) noexcept {
  constexpr std::array<std::uint16_t, 8> kNumbers{1, 2, 6, 11, 12, 13, 14, 15};
  return std::find(kNumbers.begin(), kNumbers.end(), transfer) != kNumbers.end();
}

/// L = 10^(decades (V - 1)), and nothing at V = 0: table 3, 9 and 10.
ToneCurve logarithmic_curve(double decades) {
  constexpr std::size_t kEntries = 4096;
  std::vector<float> light(kEntries);
  for (std::size_t index = 1; index < kEntries; ++index) {
    const double signal = static_cast<double>(index) / static_cast<double>(kEntries - 1);
    light[index] = static_cast<float>(std::pow(10, decades * (signal - 1)));
  }
  return ToneCurve(cmsBuildTabulatedToneCurveFloat(nullptr, kEntries, light.data()));
}

/// Null for transfer functions without a profile.
ToneCurve curve_of(std::uint16_t transfer) {
  if (is_shown_as_srgb(transfer)) return srgb_curve();
  // lcms2's parametric curves: (a x + b)^gamma, of type 4 only from d on, with c x below.
  const std::array<double, 5> smpte240m{1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4.0, 4 * 0.0228};
  const std::array<double, 3> smpte428{2.6, std::pow(52.37 / 48, 1 / 2.6), 0};
  switch (transfer) {
    case 4:
      return ToneCurve(cmsBuildGamma(nullptr, 2.2));
    case 5:
      return ToneCurve(cmsBuildGamma(nullptr, 2.8));
    case 7:
      return ToneCurve(cmsBuildParametricToneCurve(nullptr, 4, smpte240m.data()));
    case 8:
      return ToneCurve(cmsBuildGamma(nullptr, 1));
    case 9:
      return logarithmic_curve(2);
    case 10:
      return logarithmic_curve(2.5);
    case 17:
      return ToneCurve(cmsBuildParametricToneCurve(nullptr, 2, smpte428.data()));
    default:
      return {};
  }
}

Profile make_rgb(const Chromaticities& colors, const ToneCurve& curve) {
  const auto with_luminance = [](Chromaticity color) { return cmsCIExyY{color.x, color.y, 1}; };
  const cmsCIExyY white = with_luminance(colors.white);
  const cmsCIExyYTRIPLE primaries{with_luminance(colors.red), with_luminance(colors.green),
                                  with_luminance(colors.blue)};
  const std::array<cmsToneCurve*, 3> curves{curve.get(), curve.get(), curve.get()};
  return Profile(cmsCreateRGBProfile(&white, &primaries, curves.data()));
}

}  // namespace

std::vector<std::uint8_t> srgb_profile(ColorFamily family) {
  return save(make_srgb(family));
}

std::vector<std::uint8_t> adobe_rgb_profile() {
  constexpr Chromaticities kColors{{0.6400, 0.3300}, {0.2100, 0.7100}, {0.1500, 0.0600}, {0.3127, 0.3290}};
  constexpr double kGamma = 563.0 / 256;
  return save(make_rgb(kColors, ToneCurve(cmsBuildGamma(nullptr, kGamma))));
}

bool is_shown_as_srgb(CodePoints points, ColorFamily family) noexcept {
  const bool has_its_primaries = points.primaries == 1 || points.primaries == 2 || family == ColorFamily::gray;
  return has_its_primaries && is_shown_as_srgb(points.transfer);
}

std::vector<std::uint8_t> profile_of(CodePoints points, ColorFamily family) {
  if (is_shown_as_srgb(points, family)) return {};
  const ToneCurve curve = curve_of(points.transfer);
  constexpr std::uint16_t kUnspecified = 2;
  constexpr std::uint16_t kBt709 = 1;
  const Chromaticities* colors = chromaticities_of(points.primaries == kUnspecified ? kBt709 : points.primaries);
  const bool is_gray = family == ColorFamily::gray;
  if (!curve || (colors == nullptr && !is_gray)) return {};
  return save(is_gray ? make_gray(curve.get()) : make_rgb(*colors, curve));
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
  return save(family == ColorFamily::gray ? make_gray(curve.get()) : make_rgb(chromaticities, curve));
}

}  // namespace resizer::imaging
