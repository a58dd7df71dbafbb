#pragma once

#include <cstdint>

namespace resizer::imaging {

/// CIE 1931 xy chromaticity.
struct Chromaticity {
  double x = 0;
  double y = 0;
};

struct Chromaticities {
  Chromaticity red;
  Chromaticity green;
  Chromaticity blue;
  Chromaticity white;
};

/// IEC 61966-2-1.
inline constexpr Chromaticities kSrgbChromaticities{{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}, {0.3127, 0.3290}};

/// ITU-T H.273, table 2. Null for unspecified and reserved numbers.
const Chromaticities* chromaticities_of(std::uint16_t primaries) noexcept;

}  // namespace resizer::imaging
