#include "bench/round_plan.hpp"

#include <gtest/gtest.h>

namespace resizer::bench {
namespace {

using namespace std::chrono_literals;

/// Wall times around `center` that differ by up to `spread` of it, in an order without a trend.
std::vector<double> walls(std::size_t rounds, double center, double spread) {
  static constexpr double kPattern[] = {0, 1, -1, 0.5, -0.5, 0.25, -0.75};
  std::vector<double> all;
  for (std::size_t i = 0; i < rounds; ++i) all.push_back(center * (1 + spread * kPattern[i % std::size(kPattern)]));
  return all;
}

/// A sequential mode without noise, and one pool.
RoundTimes both_modes(std::size_t rounds, double spread) {
  return {.sequential_s = std::vector<double>(rounds, 2.0), .pools_s = {walls(rounds, 1, spread)}};
}

/// The first number of rounds after which it ends, and why.
std::pair<std::size_t, std::optional<RoundsEnd>> end_of(RoundTimes (*times)(std::size_t rounds, double spread),
                                                        double spread, std::chrono::nanoseconds per_round = 1s) {
  for (std::size_t rounds = 0; rounds < 100; ++rounds) {
    const auto elapsed = static_cast<std::int64_t>(rounds) * per_round;
    if (const auto end = plan_rounds(times(rounds, spread), {}, elapsed).end) return {rounds, end};
  }
  return {100, std::nullopt};
}

TEST(RoundPlan, EndsWhereTheSpeedupIsPreciseTwiceInARow) {
  struct Row {
    double spread;
    std::size_t rounds;
    RoundsEnd end;
  };
  for (const Row& row : {Row{0, 10, RoundsEnd::precise}, Row{0.005, 10, RoundsEnd::precise},
                         Row{0.02, 26, RoundsEnd::precise}, Row{0.1, 50, RoundsEnd::most_rounds}}) {
    const auto [rounds, end] = end_of(both_modes, row.spread);
    EXPECT_EQ(rounds, row.rounds) << row.spread;
    EXPECT_EQ(end, row.end) << row.spread;
  }
}

TEST(RoundPlan, NeedsThePrecisionOfEveryPool) {
  const auto steady_and_noisy = [](std::size_t rounds, double spread) {
    return RoundTimes{.sequential_s = std::vector<double>(rounds, 2.0),
                      .pools_s = {walls(rounds, 1, 0), walls(rounds, 0.5, spread)}};
  };
  EXPECT_EQ(end_of(steady_and_noisy, 0.02).first, end_of(both_modes, 0.02).first);
}

TEST(RoundPlan, JudgesTheMedianOfAModeThatIsAlone) {
  const auto sequential = [](std::size_t rounds, double spread) {
    return RoundTimes{.sequential_s = walls(rounds, 2, spread), .pools_s = {}};
  };
  const auto pool = [](std::size_t rounds, double spread) {
    return RoundTimes{.sequential_s = {}, .pools_s = {walls(rounds, 2, spread)}};
  };
  for (const double spread : {0.0, 0.01}) {
    EXPECT_EQ(end_of(sequential, spread).second, RoundsEnd::precise) << spread;
    EXPECT_EQ(end_of(pool, spread), end_of(sequential, spread)) << spread;
  }
  EXPECT_EQ(end_of(pool, 0.1), (std::pair(50UL, std::optional(RoundsEnd::most_rounds))));
}

TEST(RoundPlan, LooksAtNoPrecisionThatIsTooCoarse) {
  const RoundTimes times = both_modes(10, 0.02);
  EXPECT_FALSE(plan_rounds(times, {.precision = 0.01}, 1s).end);
  EXPECT_EQ(plan_rounds(times, {.precision = 0.05}, 1s).end, RoundsEnd::precise);
}

TEST(RoundPlan, StartsNoRoundAfterTheTimeLimitBeyondTheFewest) {
  struct Row {
    std::chrono::seconds per_round;
    std::size_t rounds;
  };
  for (const Row& row : {Row{60s, 10}, Row{59s, 11}, Row{100s, 6}, Row{3600s, 6}}) {
    const auto [rounds, end] = end_of(both_modes, 0.1, row.per_round);
    EXPECT_EQ(rounds, row.rounds) << row.per_round.count() << " s";
    EXPECT_EQ(end, RoundsEnd::time_limit) << row.per_round.count() << " s";
  }
}

/// Both modes with slow rounds at the start.
RoundTimes warming_up(std::size_t rounds, double spread) {
  RoundTimes times = both_modes(rounds, spread);
  for (std::size_t i = 0; i < std::min<std::size_t>(rounds, 2); ++i) {
    times.sequential_s[i] *= 1.2;
    times.pools_s[0][i] *= 1.2;
  }
  return times;
}

TEST(RoundPlan, LeavesAWarmUpOutAndMakesUpForIt) {
  EXPECT_EQ(end_of(warming_up, 0.005).first, 2 + end_of(both_modes, 0.005).first);
  EXPECT_EQ(plan_rounds(warming_up(12, 0.005), {}, 1s).warmup_rounds, 2U);
  EXPECT_EQ(plan_rounds(both_modes(12, 0.005), {}, 1s).warmup_rounds, 0U);
  const RoundPlan told = plan_rounds(warming_up(12, 0.005), {.precision = 0.01, .finds_warmup = false}, 1s);
  EXPECT_EQ(told.warmup_rounds, 0U) << "after a warm-up that was requested";
}

std::size_t expected_after(const RoundTimes& times, std::chrono::nanoseconds elapsed) {
  return expect_rounds(times, plan_rounds(times, {}, elapsed), 0.01, elapsed);
}

TEST(RoundPlan, ExpectsARoundMoreUntilItEndsAndNeverMoreThanTheMost) {
  for (const double spread : {0.0, 0.005, 0.02, 0.05, 0.1, 10.0}) {
    for (const auto per_round : {1s, 30s, 1000s}) {
      for (std::size_t rounds = 0; rounds < kMostAutoRounds; ++rounds) {
        const RoundTimes times = both_modes(rounds, spread);
        const auto elapsed = static_cast<std::int64_t>(rounds) * per_round;
        if (plan_rounds(times, {}, elapsed).end) break;
        const std::size_t expected = expected_after(times, elapsed);
        EXPECT_GT(expected, rounds) << spread << ", " << per_round.count() << " s";
        EXPECT_LE(expected, kMostAutoRounds) << spread << ", " << per_round.count() << " s";
        if (rounds < kFewestAutoRounds) continue;
        EXPECT_LE(static_cast<std::int64_t>(expected - 1) * per_round, kAutoRoundsTimeLimit) << rounds;
      }
    }
  }
}

TEST(RoundPlan, ExpectsAsManyRoundsAsTheSpreadOfTheFirstAsksFor) {
  EXPECT_EQ(expected_after({}, 0s), 10U);
  EXPECT_EQ(expected_after(both_modes(6, 0.001), 1s), 10U);
  std::size_t before = 10;
  for (const double spread : {0.01, 0.02, 0.025}) {
    const std::size_t rounds = expected_after(both_modes(6, spread), 1s);
    EXPECT_GT(rounds, before) << spread;
    before = rounds;
  }
  EXPECT_EQ(expected_after(warming_up(8, 0.001), 1s), 12U) << "two to make up for the warm-up";
}

TEST(RoundPlan, TakesTheTimesOfMeasurements) {
  Measurements measurements;
  for (const auto execution : {model::Execution::parallel, model::Execution::sequential, model::Execution::parallel}) {
    Series series{.execution = execution, .workers = 2, .runs = {}};
    for (int round = 0; round < 2; ++round) {
      series.runs.emplace_back().wall = std::chrono::seconds(measurements.series.size() + 1);
    }
    measurements.series.push_back(std::move(series));
  }
  const RoundTimes times = times_of(measurements);
  EXPECT_EQ(times.sequential_s, std::vector<double>(2, 2.0));
  ASSERT_EQ(times.pools_s.size(), 2U);
  EXPECT_EQ(times.pools_s[1], std::vector<double>(2, 3.0));
  EXPECT_EQ(times.rounds(), 2U);
}

}  // namespace
}  // namespace resizer::bench
