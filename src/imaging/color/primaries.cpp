#include "imaging/color/primaries.hpp"

#include <algorithm>
#include <array>

namespace resizer::imaging {
namespace {

constexpr Chromaticity kD65{0.3127, 0.3290};
constexpr Chromaticity kIlluminantC{0.310, 0.316};
constexpr Chromaticity kIlluminantE{1.0 / 3, 1.0 / 3};
constexpr Chromaticity kTheater{0.314, 0.351};  // SMPTE RP 431-2

struct Row {
  std::uint16_t number;
  Chromaticities colors;
};

constexpr std::array kRows{
    Row{1, {{0.640, 0.330}, {0.300, 0.600}, {0.150, 0.060}, kD65}},          // BT.709
    Row{4, {{0.67, 0.33}, {0.21, 0.71}, {0.14, 0.08}, kIlluminantC}},        // BT.470 System M
    Row{5, {{0.64, 0.33}, {0.29, 0.60}, {0.15, 0.06}, kD65}},                // BT.470 System B, G
    Row{6, {{0.630, 0.340}, {0.310, 0.595}, {0.155, 0.070}, kD65}},          // SMPTE 170M
    Row{7, {{0.630, 0.340}, {0.310, 0.595}, {0.155, 0.070}, kD65}},          // SMPTE 240M
    Row{8, {{0.681, 0.319}, {0.243, 0.692}, {0.145, 0.049}, kIlluminantC}},  // film
    Row{9, {{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}, kD65}},          // BT.2020
    Row{10, {{1, 0}, {0, 1}, {0, 0}, kIlluminantE}},                         // CIE XYZ
    Row{11, {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, kTheater}},     // DCI-P3
    Row{12, {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, kD65}},         // Display P3
    Row{22, {{0.630, 0.340}, {0.295, 0.605}, {0.155, 0.077}, kD65}},         // EBU Tech. 3213
};

}  // namespace

const Chromaticities* chromaticities_of(std::uint16_t primaries) noexcept {
  const auto* const found =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.number == primaries; });
  return found == kRows.end() ? nullptr : &found->colors;
}

}  // namespace resizer::imaging
