#pragma once

#include <optional>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// For each round that both series completed, but for those left out: the wall time of `a` divided by that of `b`.
std::vector<double> wall_ratios(const bench::Series& a, const bench::Series& b,
                                const std::vector<std::size_t>& left_out = {});

/// Why the wall times of two modes must not be compared; none if the same images were done in every run.
std::optional<NoSpeedup> why_not_comparable(const bench::Series& a, const bench::Series& b);

/// Compares every parallel mode with the sequential one, if there is one: speedup, efficiency, serial fraction, lost
/// time. modes[i] belongs to series[i] of the measurements. Rounds are left out of the speedup only.
void compare_with_sequential(const Facts& facts, const std::vector<std::size_t>& left_out,
                             std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
