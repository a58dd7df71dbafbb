#pragma once

#include <optional>

#include "imaging/metadata/metadata.hpp"

namespace resizer::imaging {

inline constexpr double kCentimetresPerInch = 2.54;
inline constexpr double kMetresPerInch = 0.0254;

/// A density from pixels per unit of length. None unless it is from 1 to 65535 pixels per inch, the range of JFIF 1.02.
inline std::optional<PixelDensity> pixel_density(double x_per_unit, double y_per_unit, double units_per_inch) noexcept {
  const PixelDensity density{x_per_unit * units_per_inch, y_per_unit * units_per_inch};
  const auto is_plausible = [](double per_inch) { return per_inch >= 1 && per_inch <= 65535; };
  const bool both = is_plausible(density.x_per_inch) && is_plausible(density.y_per_inch);
  return both ? std::optional(density) : std::nullopt;
}

}  // namespace resizer::imaging
