#include "imaging/color/hdr_light.hpp"

#include <algorithm>
#include <cmath>

namespace resizer::imaging {
namespace {

double pq_to_light(double signal) noexcept {
  constexpr double kM1 = 2610.0 / 16384;
  constexpr double kM2 = 2523.0 / 32;
  constexpr double kC1 = 3424.0 / 4096;
  constexpr double kC2 = 2413.0 / 128;
  constexpr double kC3 = 2392.0 / 128;
  const double power = std::pow(signal, 1 / kM2);
  return std::pow(std::max(power - kC1, 0.0) / (kC2 - kC3 * power), 1 / kM1);
}

double hlg_to_scene(double signal) noexcept {
  constexpr double kA = 0.17883277;
  constexpr double kB = 1 - 4 * kA;
  const double c = 0.5 - kA * std::log(4 * kA);
  return signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - c) / kA) + kB) / 12;
}

}  // namespace

bool is_high_dynamic_range(CodePoints points) noexcept {
  constexpr std::uint16_t kPq = 16;
  constexpr std::uint16_t kHlg = 18;
  return points.transfer == kPq || points.transfer == kHlg;
}

std::optional<CodePoints> high_range_of(const std::optional<CodePoints>& points) noexcept {
  return points && is_high_dynamic_range(*points) ? points : std::nullopt;
}

bool is_hlg(CodePoints points) noexcept {
  constexpr std::uint16_t kHlg = 18;
  return points.transfer == kHlg;
}

double high_range_light(double signal, CodePoints points) noexcept {
  return is_hlg(points) ? hlg_to_scene(signal) : pq_to_light(signal);
}

}  // namespace resizer::imaging
