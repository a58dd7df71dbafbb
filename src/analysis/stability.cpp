#include "analysis/stability.hpp"

namespace resizer::analysis {
namespace {

constexpr double kNormalMad = 1.4826;
constexpr double kUnstableSpread = 0.05;

}  // namespace

std::optional<double> relative_spread(const stats::Summary& wall_s) {
  if (wall_s.count < 3 || !(wall_s.median > 0) || !wall_s.median_absolute_deviation) return std::nullopt;
  return kNormalMad * *wall_s.median_absolute_deviation / *wall_s.median;
}

bool is_unstable(const stats::Summary& wall_s) {
  return relative_spread(wall_s) > kUnstableSpread;
}

}  // namespace resizer::analysis
