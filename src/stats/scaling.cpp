#include "resizer/stats/scaling.hpp"

namespace resizer::stats {

std::optional<double> speedup(double sequential_s, double parallel_s) {
  if (!(sequential_s > 0) || !(parallel_s > 0)) return std::nullopt;
  return sequential_s / parallel_s;
}

std::optional<double> efficiency(double speedup, unsigned workers) {
  if (workers == 0) return std::nullopt;
  return speedup / workers;
}

}  // namespace resizer::stats
