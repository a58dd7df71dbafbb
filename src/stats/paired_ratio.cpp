#include "stats/paired_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/rank_interval.hpp"

namespace resizer::stats {
namespace {

constexpr std::size_t kMostForExact = 50;

/// Of how many sets of ranks from 1 to n the sum is t, for each t up to n (n + 1) / 4. Their generating function is the
/// product of 1 + q^i for i from 1 to n.
std::vector<double> counts_of_t(std::size_t n) {
  std::vector<double> counts(n * (n + 1) / 4 + 1, 0.0);
  counts[0] = 1;
  for (std::size_t i = 1; i <= n; ++i) {
    for (std::size_t t = counts.size(); t-- > i;) counts[t] += counts[t - i];
  }
  return counts;
}

Rank rank_of(std::size_t pairs, double confidence) {
  const auto n = static_cast<double>(pairs);
  if (pairs <= kMostForExact) return exact_rank(counts_of_t(pairs), std::exp2(n), confidence);
  return normal_rank(n * (n + 1) / 4, std::sqrt(n * (n + 1) * (2 * n + 1) / 24), confidence);
}

/// Sorted, as factors.
std::vector<double> walsh_averages(std::span<const double> ratios) {
  std::vector<double> averages;
  averages.reserve(ratios.size() * (ratios.size() + 1) / 2);
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    for (std::size_t j = i; j < ratios.size(); ++j) averages.push_back(std::sqrt(ratios[i] * ratios[j]));
  }
  std::ranges::sort(averages);
  return averages;
}

}  // namespace

std::optional<PairedRatio> paired_ratio(std::span<const double> ratios, double confidence) {
  const auto is_ratio = [](double value) { return value > 0 && std::isfinite(value); };
  if (ratios.empty() || !std::ranges::all_of(ratios, is_ratio)) return std::nullopt;
  const std::vector<double> averages = walsh_averages(ratios);
  const std::size_t count = averages.size();
  PairedRatio ratio{
      .pairs = ratios.size(), .estimate = std::sqrt(averages[(count - 1) / 2] * averages[count / 2]), .interval = {}};
  const Rank rank = rank_of(ratios.size(), confidence);
  if (rank.k > 0) ratio.interval = Interval{averages[rank.k - 1], averages[count - rank.k], rank.coverage};
  return ratio;
}

}  // namespace resizer::stats
