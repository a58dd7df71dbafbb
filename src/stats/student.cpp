#include "stats/student.hpp"

#include <cmath>
#include <numbers>

namespace resizer::stats {
namespace {

/// The probability between -t and t, for t = sqrt(degrees of freedom) tan(angle).
double probability_within(unsigned degrees_of_freedom, double angle) {
  const bool is_odd = degrees_of_freedom % 2 == 1;
  const double cosine = std::cos(angle);
  double term = is_odd ? cosine : 1;
  double sum = 0;
  for (unsigned power = is_odd ? 1 : 0; power + 2 <= degrees_of_freedom; power += 2) {
    sum += term;
    term *= cosine * cosine * (power + 1) / (power + 2);
  }
  return is_odd ? 2 / std::numbers::pi * (angle + std::sin(angle) * sum) : std::sin(angle) * sum;
}

}  // namespace

double student_t(unsigned degrees_of_freedom, double probability) {
  double low = 0;
  double high = std::numbers::pi / 2;
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = (low + high) / 2;
    (probability_within(degrees_of_freedom, middle) < probability ? low : high) = middle;
  }
  return std::sqrt(degrees_of_freedom) * std::tan(low);
}

}  // namespace resizer::stats
