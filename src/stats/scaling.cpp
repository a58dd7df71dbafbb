#include "stats/scaling.hpp"

namespace resizer::stats {

std::optional<double> speedup(double sequential_s, double parallel_s) {
  if (!(sequential_s > 0) || !(parallel_s > 0)) return std::nullopt;
  return sequential_s / parallel_s;
}

std::optional<double> efficiency(double speedup, unsigned workers) {
  if (workers == 0) return std::nullopt;
  return speedup / workers;
}

std::optional<double> serial_fraction(double speedup, unsigned processors) {
  if (processors < 2 || !(speedup > 0)) return std::nullopt;
  const double share = 1.0 / processors;
  return (1 / speedup - share) / (1 - share);
}

}  // namespace resizer::stats
