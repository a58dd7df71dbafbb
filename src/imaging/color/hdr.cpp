#include "imaging/color/hdr.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "imaging/color/hdr_light.hpp"

namespace resizer::imaging {
namespace {

using Rgb = std::array<float, 3>;
using Rows = std::array<Rgb, 3>;

constexpr std::uint16_t kDisplayP3 = 12;
constexpr std::uint16_t kBt709 = 1;
constexpr double kMaxPqNits = 10000;
constexpr float kWhiteNits = 203;
constexpr float kPeakNits = 1000;
constexpr std::size_t kLevels = 65536;

// To the primaries of sRGB, white point D65 (computed from the chromaticities in ITU-T H.273, table 2).
constexpr Rows kFromBt2020{
    {{1.660491F, -0.587641F, -0.072850F}, {-0.124550F, 1.132900F, -0.008349F}, {-0.018151F, -0.100579F, 1.118730F}}};
constexpr Rows kFromDisplayP3{
    {{1.224940F, -0.224940F, 0}, {-0.042057F, 1.042057F, 0}, {-0.019638F, -0.078636F, 1.098274F}}};
constexpr Rows kFromBt709{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

const Rows& to_srgb_primaries(std::uint16_t primaries) noexcept {
  return primaries == kBt709 ? kFromBt709 : primaries == kDisplayP3 ? kFromDisplayP3 : kFromBt2020;
}

/// Display light in units of diffuse white (PQ), or scene light from 0 to 1 (HLG).
std::vector<float> light_table(CodePoints points) {
  const double brightest = is_hlg(points) ? 1 : kMaxPqNits / kWhiteNits;
  std::vector<float> table(kLevels);
  for (std::size_t level = 0; level < kLevels; ++level) {
    table[level] = static_cast<float>(brightest * high_range_light(static_cast<double>(level) / (kLevels - 1), points));
  }
  return table;
}

/// Scene light to display light at 1000 cd/m2 (Rec. ITU-R BT.2100, table 5: OOTF).
void show_scene(Rgb& light, std::uint16_t primaries) noexcept {
  constexpr float kSystemGamma = 1.2F;
  const float luminance = primaries == kBt709 ? 0.2126F * light[0] + 0.7152F * light[1] + 0.0722F * light[2]
                                              : 0.2627F * light[0] + 0.6780F * light[1] + 0.0593F * light[2];
  const float factor = luminance > 0 ? kPeakNits / kWhiteNits * std::pow(luminance, kSystemGamma - 1) : 0;
  for (float& channel : light) channel *= factor;
}

/// Maps 0 to the peak to 0 to 1, with slope 1 where the compression begins.
float compress(float light) noexcept {
  constexpr float kKnee = 0.5F;
  constexpr float kPeak = (kPeakNits / kWhiteNits - kKnee) / (1 - kKnee);
  if (light <= kKnee) return light;
  const float above = std::min((light - kKnee) / (1 - kKnee), kPeak);
  return kKnee + (1 - kKnee) * above * (1 + above / (kPeak * kPeak)) / (1 + above);
}

/// IEC 61966-2-1.
std::uint16_t srgb_sample(float light) noexcept {
  const float bounded = std::clamp(light, 0.0F, 1.0F);
  const float signal = bounded <= 0.0031308F ? 12.92F * bounded : 1.055F * std::pow(bounded, 1 / 2.4F) - 0.055F;
  return static_cast<std::uint16_t>(std::lround(signal * (kLevels - 1)));
}

Rgb in_srgb_primaries(const Rgb& light, const Rows& matrix) noexcept {
  Rgb result{};
  for (std::size_t row = 0; row < 3; ++row) {
    const float sum = matrix[row][0] * light[0] + matrix[row][1] * light[1] + matrix[row][2] * light[2];
    result[row] = std::max(sum, 0.0F);
  }
  return result;
}

}  // namespace

Image fit_into_srgb(const Image& deep, CodePoints points) {
  const std::vector<float> table = light_table(points);
  const Rows& matrix = to_srgb_primaries(points.primaries);
  const unsigned channels = deep.format.color_planes();
  Image result = make_image(deep.format, deep.size);
  for (int y = 0; y < deep.planes[0].rows; ++y) {
    for (int x = 0; x < deep.planes[0].cols; ++x) {
      Rgb light{};
      for (unsigned i = 0; i < 3; ++i) light[i] = table[deep.planes[channels == 1 ? 0 : i].ptr<std::uint16_t>(y)[x]];
      if (is_hlg(points)) show_scene(light, points.primaries);
      light = in_srgb_primaries(light, matrix);
      const float brightest = *std::max_element(light.begin(), light.end());
      const float factor = brightest > 0 ? compress(brightest) / brightest : 0;
      for (unsigned i = 0; i < channels; ++i)
        result.planes[i].ptr<std::uint16_t>(y)[x] = srgb_sample(light[i] * factor);
    }
  }
  if (deep.format.has_alpha()) deep.planes.back().copyTo(result.planes.back());
  return result;
}

}  // namespace resizer::imaging
