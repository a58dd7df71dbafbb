#include "stats/slow_start.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/student.hpp"

namespace resizer::stats {
namespace {

constexpr double kErrorProbability = 0.005;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double squares_around(double mean, std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0,
                         [mean](double sum, double value) { return sum + (value - mean) * (value - mean); });
}

/// The t of two samples with one variance: how much larger the mean of the first is.
double two_sample_t(std::span<const double> first, std::span<const double> second) {
  const double first_mean = mean_of(first);
  const double second_mean = mean_of(second);
  const auto m = static_cast<double>(first.size());
  const auto n = static_cast<double>(second.size());
  const double variance = (squares_around(first_mean, first) + squares_around(second_mean, second)) / (m + n - 2);
  return (first_mean - second_mean) / std::sqrt(variance * (1 / m + 1 / n));
}

}  // namespace

std::size_t count_slow_start(std::span<const double> values) {
  if (!std::ranges::all_of(values, [](double value) { return std::isfinite(value); })) return 0;
  const std::size_t most = values.size() / 4;
  std::size_t best = 0;
  double largest_t = 0;
  for (std::size_t count = 1; count <= most; ++count) {
    const std::span<const double> start = values.first(count);
    const std::span<const double> rest = values.subspan(count);
    if (std::ranges::min(start) <= std::ranges::max(rest)) continue;
    const double t = two_sample_t(start, rest);
    if (t <= largest_t) continue;
    largest_t = t;
    best = count;
  }
  if (best == 0) return 0;
  // Student's t is given by the probability between both tails, of which only one counts here.
  const double within = 1 - 2 * kErrorProbability / static_cast<double>(most);
  return largest_t > student_t(static_cast<unsigned>(values.size() - 2), within) ? best : 0;
}

}  // namespace resizer::stats
