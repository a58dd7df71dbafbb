#pragma once

#include <optional>
#include <span>

namespace resizer::stats {

/// The quantile of order `p` (0 to 1) of a sample in any order, by linear interpolation between the order statistics
/// around (n - 1) p: definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The
/// American Statistician 50 (1996), the default of R and NumPy. None for an empty sample.
std::optional<double> quantile(std::span<const double> sample, double p);

/// quantile(sample, 0.5): the middle one, or the mean of the middle two.
std::optional<double> median(std::span<const double> sample);

}  // namespace resizer::stats
