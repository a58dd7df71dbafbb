#pragma once

#include <optional>
#include <span>

#include "stats/interval.hpp"

namespace resizer::stats {

/// The factor between two independent samples.
struct SampleRatio {
  double estimate = 1;
  std::optional<Interval> interval;
};

/// The estimate of J. L. Hodges and E. L. Lehmann, "Estimates of Location Based on Rank Tests", Annals of Mathematical
/// Statistics 34 (1963), for the logarithms: the median of all quotients of a value by a reference value. Its interval
/// is from the k-th smallest to the k-th largest quotient with the largest k whose coverage 1 - 2 P(U < k) suffices, U
/// being the statistic of H. B. Mann and D. R. Whitney, "On a Test of Whether one of Two Random Variables is
/// Stochastically Larger than the Other", ibid. 18 (1947): see M. Hollander and D. A. Wolfe, Nonparametric Statistical
/// Methods, 2nd ed. (1999), sections 4.2 and 4.3. It only assumes that the distributions differ by
/// a factor. P is exact where both samples have at most 50 values, Mann and Whitney's normal approximation beyond.
/// None if a sample is empty or a value not positive.
std::optional<SampleRatio> sample_ratio(std::span<const double> values, std::span<const double> reference,
                                        double confidence = kConfidence);

/// Whether samples of these sizes can give an interval: for 95 %, 4 and 4 values, 3 and 5, or 2 and 8.
bool can_tell_ratio(std::size_t values, std::size_t reference, double confidence = kConfidence);

}  // namespace resizer::stats
