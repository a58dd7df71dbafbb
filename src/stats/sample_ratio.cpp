#include "stats/sample_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace resizer::stats {
namespace {

constexpr std::size_t kMostForExact = 50;

/// A rank from both ends of the sorted quotients, and the coverage of the interval between.
struct Rank {
  std::size_t k = 0;  ///< 0 if no rank covers enough.
  double coverage = 0;
};

/// How many of the orders of m and n values have U = u, for each u up to m n / 2. Their generating function is the
/// Gaussian binomial coefficient: the product of (1 - q^(n + i)) / (1 - q^i) for i from 1 to m.
std::vector<double> counts_of_u(std::size_t m, std::size_t n) {
  std::vector<double> counts(m * n / 2 + 1, 0.0);
  counts[0] = 1;
  for (std::size_t i = 1; i <= m; ++i) {
    for (std::size_t u = counts.size(); u-- > n + i;) counts[u] -= counts[u - n - i];
    for (std::size_t u = i; u < counts.size(); ++u) counts[u] += counts[u - i];
  }
  return counts;
}

Rank exact_rank(std::size_t m, std::size_t n, double confidence) {
  const auto a = static_cast<double>(m);
  const auto b = static_cast<double>(n);
  const double orders = std::exp(std::lgamma(a + b + 1) - std::lgamma(a + 1) - std::lgamma(b + 1));
  Rank rank;
  double below = 0;  // P(U < k)
  const std::vector<double> counts = counts_of_u(m, n);
  for (std::size_t k = 1; k <= counts.size(); ++k) {
    below += counts[k - 1] / orders;
    if (1 - 2 * below < confidence) break;
    rank = {.k = k, .coverage = 1 - 2 * below};
  }
  return rank;
}

/// U as a normal variable, with continuity correction.
Rank approximate_rank(std::size_t m, std::size_t n, double confidence) {
  const double pairs = static_cast<double>(m) * static_cast<double>(n);
  const double deviation = std::sqrt(pairs * static_cast<double>(m + n + 1) / 12);
  const auto coverage_of = [&](double k) { return std::erf((pairs / 2 - (k - 0.5)) / deviation / std::sqrt(2.0)); };
  double low = 0;
  double high = std::floor(pairs / 2);
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (coverage_of(middle) >= confidence ? low : high) = middle;
  }
  return {.k = static_cast<std::size_t>(low), .coverage = coverage_of(low)};
}

Rank rank_of(std::size_t m, std::size_t n, double confidence) {
  if (m == 0 || n == 0) return {};
  if (std::max(m, n) <= kMostForExact) return exact_rank(m, n, confidence);
  return approximate_rank(m, n, confidence);
}

bool all_positive(std::span<const double> sample) {
  return std::ranges::all_of(sample, [](double value) { return value > 0 && std::isfinite(value); });
}

}  // namespace

std::optional<SampleRatio> sample_ratio(std::span<const double> values, std::span<const double> reference,
                                        double confidence) {
  if (values.empty() || reference.empty() || !all_positive(values) || !all_positive(reference)) return std::nullopt;
  std::vector<double> quotients;
  quotients.reserve(values.size() * reference.size());
  for (const double value : values) {
    for (const double other : reference) quotients.push_back(value / other);
  }
  std::ranges::sort(quotients);
  const std::size_t count = quotients.size();
  SampleRatio ratio{.estimate = std::sqrt(quotients[(count - 1) / 2] * quotients[count / 2]), .interval = {}};
  const Rank rank = rank_of(values.size(), reference.size(), confidence);
  if (rank.k > 0) {
    ratio.interval = Interval{quotients[rank.k - 1], quotients[count - rank.k], rank.coverage};
  }
  return ratio;
}

bool can_tell_ratio(std::size_t values, std::size_t reference, double confidence) {
  return rank_of(values, reference, confidence).k > 0;
}

}  // namespace resizer::stats
