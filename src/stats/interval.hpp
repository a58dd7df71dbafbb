#pragma once

#include <optional>
#include <span>

namespace resizer::stats {

inline constexpr double kConfidence = 0.95;

/// A distribution-free confidence interval.
struct Interval {
  double low = 0;
  double high = 0;
  /// The probability that it contains the true value; at least what was requested.
  double coverage = 0;
};

/// An interval of the median between two order statistics of the sample, the k-th smallest and the k-th largest, with
/// the largest k whose coverage 1 - 2 P(B < k) suffices, B being binomial with n trials and p 1/2: H. A. David and
/// H. N. Nagaraja, Order Statistics, 3rd ed. (2003), section 7.1. None if even the extremes do not suffice, for 95 %
/// below 6 values.
std::optional<Interval> median_interval(std::span<const double> sample, double confidence = kConfidence);

}  // namespace resizer::stats
