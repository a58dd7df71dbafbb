#include "stats/sample_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/rank_interval.hpp"

namespace resizer::stats {
namespace {

constexpr std::size_t kMostForExact = 50;

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

Rank rank_of(std::size_t m, std::size_t n, double confidence) {
  if (m == 0 || n == 0) return {};
  const auto a = static_cast<double>(m);
  const auto b = static_cast<double>(n);
  if (std::max(m, n) > kMostForExact) return normal_rank(a * b / 2, std::sqrt(a * b * (a + b + 1) / 12), confidence);
  const double orders = std::exp(std::lgamma(a + b + 1) - std::lgamma(a + 1) - std::lgamma(b + 1));
  return exact_rank(counts_of_u(m, n), orders, confidence);
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
