#include "stats/rank_interval.hpp"

#include <cmath>

namespace resizer::stats {

Rank exact_rank(std::span<const double> counts, double cases, double confidence) {
  Rank rank;
  double below = 0;  // P(S < k)
  for (std::size_t k = 1; k <= counts.size(); ++k) {
    below += counts[k - 1] / cases;
    if (1 - 2 * below < confidence) break;
    rank = {.k = k, .coverage = 1 - 2 * below};
  }
  return rank;
}

Rank normal_rank(double mean, double deviation, double confidence) {
  const auto coverage_of = [&](double k) { return std::erf((mean - (k - 0.5)) / deviation / std::sqrt(2.0)); };
  double low = 0;
  double high = std::floor(mean);
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (coverage_of(middle) >= confidence ? low : high) = middle;
  }
  return {.k = static_cast<std::size_t>(low), .coverage = coverage_of(low)};
}

}  // namespace resizer::stats
