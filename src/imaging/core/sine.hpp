#pragma once

#include <array>
#include <cstddef>
#include <numbers>

namespace resizer::imaging {

/// Coefficients of the series of the cosine, 1 - x^2/2! + x^4/4! - ..., last one first.
inline constexpr auto kCosineSeries = [] {
  std::array<double, 12> factors{};
  double factor = 1;
  for (std::size_t term = 0; term < factors.size(); ++term) {
    factors[factors.size() - 1 - term] = factor;
    factor /= -static_cast<double>((2 * term + 1) * (2 * term + 2));
  }
  return factors;
}();

/// sin(t) for 0 <= t <= pi to 1e-15, by the series of the cosine, since libm may differ in the last bit between
/// machines.
constexpr double sine(double t) noexcept {
  const double from_middle = t - std::numbers::pi / 2;
  const double square = from_middle * from_middle;
  double sum = 0;
  for (const double factor : kCosineSeries) sum = sum * square + factor;
  return sum;
}

}  // namespace resizer::imaging
