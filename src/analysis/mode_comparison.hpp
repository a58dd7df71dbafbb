#pragma once

#include <optional>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// For each round that both series completed: the wall time of `a` divided by that of `b`.
std::vector<double> wall_ratios(const bench::Series& a, const bench::Series& b);

/// Why the wall times of two modes must not be compared; none if the same images were done in every run.
std::optional<NoSpeedup> why_not_comparable(const bench::Series& a, const bench::Series& b);

/// Compares every parallel mode with the sequential one, if there is one: speedup, efficiency, serial fraction, lost
/// time. modes[i] belongs to series[i] of the measurements.
void compare_with_sequential(const Facts& facts, std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
