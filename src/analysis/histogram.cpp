#include "analysis/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace resizer::analysis {

double LogAxis::position(double value) const {
  return std::clamp(std::log(value / least) / std::log(most / least), 0.0, 1.0);
}

std::vector<double> LogAxis::ticks(std::size_t most_ticks) const {
  std::vector<double> ticks;
  for (const std::vector<double>& factors : {std::vector{1.0, 2.0, 5.0}, {1.0, 3.0}, {1.0}}) {
    ticks.clear();
    const auto last = static_cast<int>(std::floor(std::log10(most)));
    for (auto exponent = static_cast<int>(std::floor(std::log10(least))); exponent <= last; ++exponent) {
      for (const double factor : factors) {
        const double tick = factor * std::pow(10, exponent);
        if (tick >= least && tick <= most) ticks.push_back(tick);
      }
    }
    if (ticks.size() <= most_ticks) break;
  }
  return ticks;
}

LogAxis axis_for(std::span<const double> values) {
  constexpr double kRoom = 1.15;
  const auto [least, most] = std::ranges::minmax(values);
  return {least / kRoom, most * kRoom};
}

std::vector<std::size_t> count_in_bins(std::span<const double> values, const LogAxis& axis, std::size_t bins) {
  std::vector<std::size_t> counts(bins, 0);
  for (const double value : values) {
    const auto bin = static_cast<std::size_t>(axis.position(value) * static_cast<double>(bins));
    ++counts[std::min(bin, bins - 1)];
  }
  return counts;
}

}  // namespace resizer::analysis
