#include "resizer/stats/summary.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace resizer::stats {

std::optional<double> quantile(std::span<const double> sample, double p) {
  if (sample.empty()) return std::nullopt;
  std::vector<double> sorted(sample.begin(), sample.end());
  std::ranges::sort(sorted);
  const double position = static_cast<double>(sorted.size() - 1) * std::clamp(p, 0.0, 1.0);
  const double below = std::floor(position);
  const auto index = static_cast<std::size_t>(below);
  if (index + 1 == sorted.size()) return sorted.back();
  return std::lerp(sorted[index], sorted[index + 1], position - below);
}

std::optional<double> median(std::span<const double> sample) {
  return quantile(sample, 0.5);
}

}  // namespace resizer::stats
