#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "stats/sample_ratio.hpp"

namespace resizer::analysis {

/// Whether a mode is slower than allowed. All but the first two are inconclusive, for this reason.
enum class SlowdownAnswer : std::uint8_t {
  not_slower,   ///< The estimate is within the limit.
  slower,       ///< All of the interval is beyond the limit.
  busy,         ///< Other programs took the cores.
  unstable,     ///< The wall times of a session spread too far.
  too_wide,     ///< The estimate is beyond the limit, but not all of the interval.
  one_session,  ///< All of the interval is beyond the limit, but sessions that differ as much as rounds would explain
                ///< it.
};

constexpr bool is_conclusive(SlowdownAnswer answer) noexcept {
  return answer == SlowdownAnswer::not_slower || answer == SlowdownAnswer::slower;
}

/// What an answer depends on.
struct SlowdownFacts {
  double allowed = 0;  ///< 0.05 allows 5 % more wall time.
  /// Whether the interval covers that sessions differ: with several earlier ones, or within one.
  bool covers_sessions = false;
  double relative_spread = 0;  ///< Of the wall times within a session; the largest of all sessions.
  bool was_busy = false;
  bool was_unstable = false;
};

/// `wall_ratio` is the wall time now divided by that of the earlier sessions. One earlier session tells nothing of how
/// much sessions differ, so it takes more than an interval by the rounds: one that stays beyond the limit if sessions
/// differed as much as rounds do. Then there are two deviations of that size, now and then, besides the noise.
SlowdownAnswer answer_slowdown(const stats::SampleRatio& wall_ratio, const SlowdownFacts& facts);

}  // namespace resizer::analysis
