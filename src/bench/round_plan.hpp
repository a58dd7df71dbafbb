#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "bench/measurements.hpp"
#include "model/options.hpp"

/// How many rounds to measure, from those measured so far.
namespace resizer::bench {

/// Wall times in seconds, round by round.
struct RoundTimes {
  std::vector<double> sequential_s;          ///< Empty without that mode.
  std::vector<std::vector<double>> pools_s;  ///< Of each pool, as many.

  std::size_t rounds() const noexcept { return pools_s.empty() ? sequential_s.size() : pools_s.front().size(); }
};

/// When to stop, and whether the rounds may begin with a warm-up.
struct RoundGoal {
  /// How far the bounds of an interval may be from its estimate, as a share of that.
  double precision = 0.01;
  bool finds_warmup = true;
};

struct RoundPlan {
  std::size_t warmup_rounds = 0;   ///< Of those so far, at the start; they do not count.
  std::optional<RoundsEnd> end{};  ///< Why none is to follow.
};

RoundTimes times_of(const Measurements& measurements);

RoundGoal goal_of(const model::RunOptions& options);

/// Rounds are enough if the intervals of all speedups, or without a sequential mode and a pool to compare, those of the
/// medians of the wall times, are within the precision. A rule that looks after each round and stops at the first
/// interval that is narrow enough prefers rounds that happen to agree, and its intervals cover less than they promise
/// (F. J. Anscombe, "Fixed-Sample-Size Analysis of Sequential Observations", Biometrics 10 (1954)). So it looks after
/// 6, 10, 16, 26, 42 and 50 rounds only, and stops if the intervals are narrow enough twice in a row: the second time,
/// they contain rounds that the first look knew nothing of. docs/measuring.md has what intervals cover then.
///
/// A warm-up is found by stats::count_slow_start in the means of the logarithms of all modes' wall times; as many more
/// rounds make up for it. `elapsed` is the time since the first round began.
RoundPlan plan_rounds(const RoundTimes& times, const RoundGoal& goal, std::chrono::nanoseconds elapsed);

/// How many rounds there will be in all if it goes on like this; at least one more. The width of an interval is taken
/// to be proportional to t / sqrt(n) for n rounds, as with Student's t.
std::size_t expect_rounds(const RoundTimes& times, const RoundPlan& plan, double precision,
                          std::chrono::nanoseconds elapsed);

}  // namespace resizer::bench
