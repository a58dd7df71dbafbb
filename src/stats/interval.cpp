#include "stats/interval.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace resizer::stats {
namespace {

/// P(B = k) for B binomial with n trials and p 1/2, through logarithms so that no n overflows.
double binomial_half(double n, double k) {
  return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) - n * std::log(2.0));
}

}  // namespace

std::optional<Interval> median_interval(std::span<const double> sample, double confidence) {
  std::vector<double> sorted(sample.begin(), sample.end());
  std::ranges::sort(sorted);
  const std::size_t n = sorted.size();
  std::optional<Interval> narrowest;
  double below = 0;  // P(B < k)
  for (std::size_t k = 1; 2 * k <= n; ++k) {
    below += binomial_half(static_cast<double>(n), static_cast<double>(k - 1));
    const double coverage = 1 - 2 * below;
    if (coverage < confidence) break;
    narrowest = Interval{.low = sorted[k - 1], .high = sorted[n - k], .coverage = coverage};
  }
  return narrowest;
}

}  // namespace resizer::stats
