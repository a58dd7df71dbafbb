#pragma once

#include <cstddef>
#include <span>

namespace resizer::stats {

/// A rank from both ends of sorted values, and the coverage of the interval between these two values.
struct Rank {
  std::size_t k = 0;  ///< 0 if no rank covers enough.
  double coverage = 0;
};

/// The largest k whose coverage 1 - 2 P(S < k) suffices, for a statistic S that is s in counts[s] of `cases` equally
/// likely cases. S is symmetric; `counts` reaches its mean.
Rank exact_rank(std::span<const double> counts, double cases, double confidence);

/// The same for S as a normal variable, with continuity correction.
Rank normal_rank(double mean, double deviation, double confidence);

}  // namespace resizer::stats
