#pragma once

#include <optional>

#include "stats/summary.hpp"

namespace resizer::analysis {

/// How far wall times spread around their median, as a share of it: 1.4826 times their median absolute deviation, which
/// estimates the standard deviation of a normal distribution (the factor is 1 / z(3/4)). None below three runs.
std::optional<double> relative_spread(const stats::Summary& wall_s);

/// Whether they spread so far that a difference of a few percent means nothing: by more than 5 %.
bool is_unstable(const stats::Summary& wall_s);

}  // namespace resizer::analysis
