#pragma once

#include <optional>

namespace resizer::stats {

/// How many times faster: sequential over parallel time. None unless both are positive.
std::optional<double> speedup(double sequential_s, double parallel_s);

/// What one worker contributed: speedup over workers, 1 at its best. None without workers.
std::optional<double> efficiency(double speedup, unsigned workers);

}  // namespace resizer::stats
