#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "stats/interval.hpp"

namespace resizer::stats {

/// The factor between the values of pairs.
struct PairedRatio {
  std::size_t pairs = 0;
  double estimate = 1;
  std::optional<Interval> interval;
};

/// The factor from the ratio of each pair: the pseudo-median of J. L. Hodges and E. L. Lehmann, "Estimates of Location
/// Based on Rank Tests", Annals of Mathematical Statistics 34 (1963), of the logarithms. It is the median of the Walsh
/// averages, which are the geometric means of any two ratios, and of each with itself. The interval is from the k-th
/// smallest to the k-th largest of them (J. E. Walsh, "Some Significance Tests for the Median which are Valid Under
/// Very General Conditions", ibid. 20 (1949)) with the largest k whose coverage 1 - 2 P(T < k) suffices, T being the
/// signed rank statistic of F. Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1 (1945): see
/// M. Hollander and D. A. Wolfe, Nonparametric Statistical Methods, 2nd ed. (1999), sections 3.1 to 3.3. It assumes
/// that the logarithms are distributed symmetrically, as differences of equally noisy values are. P is exact up to 50
/// pairs, the normal approximation beyond. No interval below 6 pairs, for 95 %. None if there is no ratio, or one that
/// is not positive.
std::optional<PairedRatio> paired_ratio(std::span<const double> ratios, double confidence = kConfidence);

}  // namespace resizer::stats
