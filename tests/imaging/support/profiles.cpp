#include "imaging/support/profiles.hpp"

#include <lcms2.h>

#include <memory>

namespace resizer::imaging::testing_support {
namespace {

struct Close {
  void operator()(void* profile) const noexcept { cmsCloseProfile(profile); }
};
using Handle = std::unique_ptr<void, Close>;

struct FreeCurve {
  void operator()(cmsToneCurve* curve) const noexcept { cmsFreeToneCurve(curve); }
};
using Curve = std::unique_ptr<cmsToneCurve, FreeCurve>;

constexpr cmsCIExyY kD65{0.3127, 0.3290, 1.0};
constexpr cmsCIExyYTRIPLE kDisplayP3{{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};

Profile bytes_of(const Handle& profile) {
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile.get(), nullptr, &size);
  Profile bytes(size);
  cmsSaveProfileToMem(profile.get(), bytes.data(), &size);
  return bytes;
}

Profile rgb_profile(const cmsCIExyYTRIPLE& primaries, cmsToneCurve* curve) {
  const std::array<cmsToneCurve*, 3> curves{curve, curve, curve};
  return bytes_of(Handle(cmsCreateRGBProfile(&kD65, &primaries, curves.data())));
}

Curve srgb_curve() {
  constexpr std::array<double, 5> kParameters{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  return Curve(cmsBuildParametricToneCurve(nullptr, 4, kParameters.data()));
}

}  // namespace

Profile display_p3() {
  return rgb_profile(kDisplayP3, srgb_curve().get());
}

Profile display_p3_of_gamma(double gamma) {
  return rgb_profile(kDisplayP3, Curve(cmsBuildGamma(nullptr, gamma)).get());
}

Profile adobe_rgb() {
  return rgb_profile({{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}},
                     Curve(cmsBuildGamma(nullptr, 2.19921875)).get());
}

Profile swapped_rgb() {
  return rgb_profile({{0.15, 0.06, 1}, {0.30, 0.60, 1}, {0.64, 0.33, 1}}, srgb_curve().get());
}

Profile gray_of_gamma(double gamma) {
  return bytes_of(Handle(cmsCreateGrayProfile(cmsD50_xyY(), Curve(cmsBuildGamma(nullptr, gamma)).get())));
}

std::array<double, 3> in_srgb(const Profile& profile, const std::array<double, 3>& color) {
  const Handle from(cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size())));
  const Handle to(cmsCreate_sRGBProfile());
  void* transform = cmsCreateTransform(from.get(), TYPE_RGB_DBL, to.get(), TYPE_RGB_DBL, INTENT_RELATIVE_COLORIMETRIC,
                                       cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE);
  std::array<double, 3> result{};
  cmsDoTransform(transform, color.data(), result.data(), 1);
  cmsDeleteTransform(transform);
  return result;
}

}  // namespace resizer::imaging::testing_support
