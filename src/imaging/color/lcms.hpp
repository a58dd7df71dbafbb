#pragma once

#include <lcms2.h>

#include <array>
#include <memory>

#include "imaging/core/pixel_format.hpp"

/// Owners for the handles of lcms2. The only file that includes its header.
namespace resizer::imaging {

struct CloseProfile {
  void operator()(void* profile) const noexcept { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct FreeCurve {
  void operator()(cmsToneCurve* curve) const noexcept { cmsFreeToneCurve(curve); }
};
using ToneCurve = std::unique_ptr<cmsToneCurve, FreeCurve>;

/// IEC 61966-2-1, as lcms2's parametric curve of type 4: (a x + b)^gamma from d on, c x below.
inline ToneCurve srgb_curve() {
  constexpr std::array<double, 5> kParameters{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  return ToneCurve(cmsBuildParametricToneCurve(nullptr, 4, kParameters.data()));
}

inline Profile make_gray(const cmsToneCurve* curve) {
  return Profile(cmsCreateGrayProfile(cmsD50_xyY(), curve));
}

inline Profile make_srgb(ColorFamily family) {
  return family == ColorFamily::gray ? make_gray(srgb_curve().get()) : Profile(cmsCreate_sRGBProfile());
}

}  // namespace resizer::imaging
