#pragma once

#include <cstddef>
#include <span>

namespace resizer::stats {

/// How many values at the start are larger than those behind them, as of something that has to warm up: at most a
/// quarter of all; 0 if they might as well belong to the others. It is the likelihood ratio test for one shift of the
/// mean of normal values, of D. M. Hawkins, "Testing a Sequence of Observations for a Shift in Location", Journal of
/// the American Statistical Association 72 (1977): of all ways to divide the values, the one with the largest t of two
/// samples, which must exceed the quantile of Student's t for an error of 0.5 %, shared among the ways (Bonferroni).
/// Since noise is not always normal, the values must moreover all be larger than each one behind them.
std::size_t count_slow_start(std::span<const double> values);

}  // namespace resizer::stats
