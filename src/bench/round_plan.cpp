#include "bench/round_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "stats/paired_ratio.hpp"
#include "stats/slow_start.hpp"
#include "stats/student.hpp"
#include "stats/summary.hpp"
#include "util/quantity.hpp"

namespace resizer::bench {
namespace {

/// Each about 1.6 times the one before. The farther apart, the more an interval covers, and the more rounds it takes.
constexpr std::array<std::size_t, 6> kLooks{kFewestAutoRounds, 10, 16, 26, 42, kMostAutoRounds};

/// How far the bounds of an interval are from its estimate, as a share of that.
struct Width {
  double share = std::numeric_limits<double>::infinity();
  double coverage = stats::kConfidence;
};

Width width_of(double estimate, const std::optional<stats::Interval>& interval) {
  if (!interval || estimate <= 0) return {};
  return {.share = std::max(interval->high - estimate, estimate - interval->low) / estimate,
          .coverage = interval->coverage};
}

Width width_of_median(std::span<const double> wall_s) {
  const stats::Summary summary = stats::summarize(wall_s);
  return width_of(summary.median.value_or(0), summary.median_interval);
}

Width width_of_speedup(std::span<const double> sequential_s, std::span<const double> pool_s) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < sequential_s.size(); ++i) ratios.push_back(sequential_s[i] / pool_s[i]);
  const auto speedup = stats::paired_ratio(ratios);
  return speedup ? width_of(speedup->estimate, speedup->interval) : Width();
}

/// The largest width of all modes, over the first rounds that count.
Width largest_width(const RoundTimes& times, std::size_t warmup_rounds, std::size_t rounds) {
  const auto counted = [&](const std::vector<double>& wall_s) {
    return std::span(wall_s).subspan(warmup_rounds, rounds);
  };
  if (times.pools_s.empty()) return width_of_median(counted(times.sequential_s));
  Width largest{.share = 0};
  for (const std::vector<double>& pool_s : times.pools_s) {
    const Width width = times.sequential_s.empty() ? width_of_median(counted(pool_s))
                                                   : width_of_speedup(counted(times.sequential_s), counted(pool_s));
    if (width.share > largest.share) largest = width;
  }
  return largest;
}

bool is_narrow(const RoundTimes& times, std::size_t warmup_rounds, std::size_t rounds, double precision) {
  return largest_width(times, warmup_rounds, rounds).share <= precision;
}

std::size_t count_warmup(const RoundTimes& times) {
  std::vector<double> levels(times.rounds(), 0.0);
  const auto add = [&levels](const std::vector<double>& wall_s) {
    for (std::size_t round = 0; round < wall_s.size(); ++round) levels[round] += std::log(wall_s[round]);
  };
  add(times.sequential_s);
  for (const std::vector<double>& pool_s : times.pools_s) add(pool_s);
  return stats::count_slow_start(levels);
}

/// How the number of rounds and the width of the interval go together.
double width_scale(std::size_t rounds, double coverage) {
  return stats::student_t(static_cast<unsigned>(rounds - 1), coverage) / std::sqrt(static_cast<double>(rounds));
}

/// The first look at which the intervals will be narrow twice in a row.
std::size_t expected_look(const RoundTimes& times, std::size_t warmup_rounds, double precision) {
  const std::size_t counted = times.rounds() - warmup_rounds;
  if (counted < kFewestAutoRounds) return kLooks[1];
  const Width now = largest_width(times, warmup_rounds, counted);
  const auto is_narrow_at = [&](std::size_t rounds) {
    if (rounds <= counted) return is_narrow(times, warmup_rounds, rounds, precision);
    const double factor = width_scale(rounds, stats::kConfidence) / width_scale(counted, now.coverage);
    return now.share * factor <= precision;
  };
  for (std::size_t i = 1; i + 1 < kLooks.size(); ++i) {
    if (kLooks[i] > counted && is_narrow_at(kLooks[i - 1]) && is_narrow_at(kLooks[i])) return kLooks[i];
  }
  return kLooks.back();
}

/// How many rounds can begin before the time limit, from their mean duration.
double most_in_time(std::size_t rounds, std::chrono::nanoseconds elapsed) {
  if (rounds == 0 || elapsed.count() <= 0) return std::numeric_limits<double>::infinity();
  return std::ceil(static_cast<double>(rounds) * util::to_seconds(kAutoRoundsTimeLimit) / util::to_seconds(elapsed));
}

}  // namespace

RoundTimes times_of(const Measurements& measurements) {
  RoundTimes times;
  for (const Series& series : measurements.series) {
    std::vector<double> wall_s;
    for (const model::RunResult& run : series.runs) wall_s.push_back(util::to_seconds(run.wall));
    if (series.execution == model::Execution::sequential) {
      times.sequential_s = std::move(wall_s);
    } else {
      times.pools_s.push_back(std::move(wall_s));
    }
  }
  return times;
}

RoundGoal goal_of(const model::RunOptions& options) {
  return {.precision = options.precision, .finds_warmup = options.warmup == 0};
}

RoundPlan plan_rounds(const RoundTimes& times, const RoundGoal& goal, std::chrono::nanoseconds elapsed) {
  RoundPlan plan{.warmup_rounds = goal.finds_warmup ? count_warmup(times) : 0};
  const std::size_t counted = times.rounds() - plan.warmup_rounds;
  const auto is_narrow_at = [&](std::size_t rounds) {
    return is_narrow(times, plan.warmup_rounds, rounds, goal.precision);
  };
  const auto look = std::ranges::find(kLooks, counted);
  const bool is_second_look = look != kLooks.end() && look != kLooks.begin();
  if (counted >= kMostAutoRounds) {
    plan.end = is_narrow_at(kMostAutoRounds) ? RoundsEnd::precise : RoundsEnd::most_rounds;
  } else if (is_second_look && is_narrow_at(*std::prev(look)) && is_narrow_at(*look)) {
    plan.end = RoundsEnd::precise;
  } else if (counted >= kFewestAutoRounds && elapsed >= kAutoRoundsTimeLimit) {
    plan.end = RoundsEnd::time_limit;
  }
  return plan;
}

std::size_t expect_rounds(const RoundTimes& times, const RoundPlan& plan, double precision,
                          std::chrono::nanoseconds elapsed) {
  const std::size_t done = times.rounds();
  const std::size_t needed = plan.warmup_rounds + expected_look(times, plan.warmup_rounds, precision);
  const double most = std::max(most_in_time(done, elapsed), double{kFewestAutoRounds});
  const bool is_limited = most < static_cast<double>(needed);
  return std::max(done + 1, is_limited ? static_cast<std::size_t>(most) : needed);
}

}  // namespace resizer::bench
