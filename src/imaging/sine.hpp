#pragma once

#include <numbers>

namespace resizer::imaging {

/// For 0 <= t <= pi to 1e-15, by the series of the cosine: libm's may differ in the last bit from machine to machine.
constexpr double sine(double t) noexcept {
  constexpr int kLastPower = 22;
  const double from_middle = t - std::numbers::pi / 2;
  const double square = from_middle * from_middle;
  double sum = 1;
  for (int power = kLastPower; power > 0; power -= 2) sum = 1 - sum * square / (power * (power - 1));
  return sum;
}

}  // namespace resizer::imaging
