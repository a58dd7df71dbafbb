#include "analysis/slowdown.hpp"

#include <cmath>

namespace resizer::analysis {
namespace {

/// The lower end of an interval that also covers sessions that differ as much as rounds: the variances add up.
double low_over_sessions(const stats::SampleRatio& ratio, double relative_spread) {
  constexpr double kNormal95 = 1.96;
  const double within = std::log(ratio.estimate / ratio.interval->low);
  const double between = kNormal95 * std::sqrt(2.0) * relative_spread;
  return ratio.estimate * std::exp(-std::hypot(within, between));
}

}  // namespace

SlowdownAnswer answer_slowdown(const stats::SampleRatio& wall_ratio, const SlowdownFacts& facts) {
  const double limit = 1 + facts.allowed;
  if (facts.was_busy) return SlowdownAnswer::busy;
  if (facts.was_unstable) return SlowdownAnswer::unstable;
  if (wall_ratio.estimate <= limit) return SlowdownAnswer::not_slower;
  if (!wall_ratio.interval || wall_ratio.interval->low <= limit) return SlowdownAnswer::too_wide;
  const bool is_beyond_sessions = facts.covers_sessions || low_over_sessions(wall_ratio, facts.relative_spread) > limit;
  return is_beyond_sessions ? SlowdownAnswer::slower : SlowdownAnswer::one_session;
}

}  // namespace resizer::analysis
