#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "stats/interval.hpp"

namespace resizer::stats {

/// The quantile of order `p` (0 to 1) of a sample in any order, by linear interpolation between the order statistics
/// around (n - 1) p: definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The
/// American Statistician 50 (1996), the default of R and NumPy. None for an empty sample.
std::optional<double> quantile(std::span<const double> sample, double p);

/// quantile(sample, 0.5).
std::optional<double> median(std::span<const double> sample);

/// Summary statistics. None means unknown.
struct Summary {
  std::size_t count = 0;
  std::optional<double> minimum;
  std::optional<double> median;
  std::optional<double> mean;
  /// With Bessel's correction (n - 1); needs two values.
  std::optional<double> standard_deviation;
  /// The median of the absolute deviations from the median, without the factor 1.4826 that would estimate the standard
  /// deviation of a normal distribution. Needs two values.
  std::optional<double> median_absolute_deviation;
  /// 95 % interval of the median; needs six values.
  std::optional<Interval> median_interval;
};

Summary summarize(std::span<const double> sample);

/// Indexes of outliers: |0.6745 (x - median) / MAD| > 3.5, the modified z-score of
/// B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers", ASQC (1993). None among fewer than five
/// values, or if more than half are equal.
std::vector<std::size_t> find_outliers(std::span<const double> sample);

/// Whether the first value is the largest and an outlier against the others, as on a cold system. Needs five others.
bool is_first_slow(std::span<const double> sample);

}  // namespace resizer::stats
