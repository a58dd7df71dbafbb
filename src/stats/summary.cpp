#include "stats/summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace resizer::stats {
namespace {

constexpr std::size_t kFewestForOutliers = 5;

struct Center {
  double median = 0;
  double deviation = 0;  ///< Median absolute deviation.
};

/// The median of the absolute deviations from `center`; the sample is not empty.
double deviation_from(std::span<const double> sample, double center) {
  std::vector<double> deviations;
  deviations.reserve(sample.size());
  for (const double value : sample) deviations.push_back(std::fabs(value - center));
  return *median(deviations);
}

Center center_of(std::span<const double> sample) {
  const double center = *median(sample);
  return {.median = center, .deviation = deviation_from(sample, center)};
}

bool is_outlier(double value, const Center& center) {
  return center.deviation > 0 && std::fabs(0.6745 * (value - center.median) / center.deviation) > 3.5;
}

}  // namespace

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

Summary summarize(std::span<const double> sample) {
  Summary summary;
  summary.count = sample.size();
  if (sample.empty()) return summary;
  const auto n = static_cast<double>(sample.size());
  const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
  summary.minimum = *std::ranges::min_element(sample);
  summary.median = median(sample);
  summary.mean = mean;
  if (sample.size() < 2) return summary;
  const double squares = std::accumulate(sample.begin(), sample.end(), 0.0, [mean](double sum, double value) {
    return sum + (value - mean) * (value - mean);
  });
  summary.standard_deviation = std::sqrt(squares / (n - 1));
  summary.median_absolute_deviation = deviation_from(sample, *summary.median);
  summary.median_interval = median_interval(sample);
  return summary;
}

std::vector<std::size_t> find_outliers(std::span<const double> sample) {
  std::vector<std::size_t> outliers;
  if (sample.size() < kFewestForOutliers) return outliers;
  const Center center = center_of(sample);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (is_outlier(sample[i], center)) outliers.push_back(i);
  }
  return outliers;
}

bool is_first_slow(std::span<const double> sample) {
  if (sample.size() <= kFewestForOutliers) return false;
  const auto others = sample.subspan(1);
  return sample[0] > *std::ranges::max_element(others) && is_outlier(sample[0], center_of(others));
}

}  // namespace resizer::stats
