#include "analysis/other_build_comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "bench/fake_executor.hpp"

namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;

/// Rounds of both builds on a machine whose speed changes from round to round.
struct Simulation {
  double slowdown = 1;  ///< This build's wall time over the other's.
  double noise = 0.02;
  double drift = 0.1;  ///< Of the machine, which both see.
  unsigned rounds = 10;
};

std::chrono::milliseconds milliseconds(double value) {
  return std::chrono::milliseconds(std::lround(value));
}

model::RunResult run_of(std::chrono::milliseconds wall) {
  model::RunResult run;
  run.execution = model::Execution::parallel;
  run.workers = 2;
  run.wall = wall;
  run.outcomes = {test::done_with_hash(1)};
  return run;
}

bench::Series simulate(const Simulation& simulation, std::mt19937& random) {
  std::normal_distribution<double> noise(0, simulation.noise);
  std::normal_distribution<double> drift(0, simulation.drift);
  bench::Series series{.execution = model::Execution::parallel, .workers = 2, .runs = {}};
  for (unsigned round = 0; round < simulation.rounds; ++round) {
    const double machine_ms = 1e6 * std::exp(drift(random));
    const auto mine = milliseconds(machine_ms * simulation.slowdown * std::exp(noise(random)));
    series.runs.push_back(run_of(mine));
    series.other_runs.push_back({.wall = milliseconds(machine_ms * std::exp(noise(random))), .cpu = 1s, .failed = 0});
  }
  return series;
}

Setting setting_of_version(const char* version) {
  return {.program = {{"version", version}, {"compiler", "GCC 12"}}, .machine = {{"cpu_model", "any"}}};
}

BaselineComparison compare(const bench::Series& series, std::optional<double> limit = {}) {
  const Setting here = setting_of_version("2.0");
  return compare_with_other_build(setting_of_version("1.0"),
                                  {.setting = here, .series = {series}, .was_busy = false, .fail_if_slower = limit});
}

TEST(OtherBuild, IsComparedRoundByRound) {
  std::mt19937 random(1);
  const bench::Series series = simulate({.slowdown = 1.5, .noise = 0, .drift = 0.5, .rounds = 6}, random);
  const BaselineComparison comparison = compare(series);
  ASSERT_EQ(comparison.modes.size(), 1U);
  const ModeAgainstBaseline& mode = comparison.modes.front();
  EXPECT_EQ(mode.method, ComparisonMethod::turns);
  EXPECT_EQ(mode.baseline_rounds, std::vector<std::size_t>{6});
  EXPECT_NEAR(mode.wall_ratio.estimate, 1.5, 1e-3) << "although the machine's speed varies by half";
  ASSERT_TRUE(mode.wall_ratio.interval.has_value());
  EXPECT_NEAR(mode.wall_ratio.interval->low, 1.5, 1e-3);
  EXPECT_EQ(mode.answer, std::nullopt);
  EXPECT_EQ(comparison.sessions.front().program_version, "1.0");
  EXPECT_TRUE(comparison.sessions.front().machine_differences.empty()) << "both ran here";
}

TEST(OtherBuild, IsSeldomBlamedAndSeldomMissed) {
  constexpr int kSessions = 400;
  std::mt19937 random(2);
  int differs = 0;
  int blamed = 0;
  int found = 0;
  for (int session = 0; session < kSessions; ++session) {
    const BaselineComparison equal = compare(simulate({}, random), 0.05);
    const stats::Interval interval = equal.modes.front().wall_ratio.interval.value();
    differs += interval.low > 1 || interval.high < 1 ? 1 : 0;
    blamed += is_regression(equal) ? 1 : 0;
    found += is_regression(compare(simulate({.slowdown = 1.1}, random), 0.05)) ? 1 : 0;
  }
  EXPECT_LE(differs, kSessions * 7 / 100) << "5 % are expected";
  EXPECT_LE(blamed, kSessions / 100);
  EXPECT_GE(found, kSessions * 80 / 100);
}

TEST(OtherBuild, IsNotComparedWhereOtherImagesFailed) {
  std::mt19937 random(3);
  bench::Series series = simulate({}, random);
  series.other_runs.back().failed = 1;
  EXPECT_TRUE(compare(series).modes.empty());
  EXPECT_TRUE(is_inconclusive(compare(series, 0.05)));
}

TEST(OtherBuild, IsComparedInTheRoundsThatBothCompleted) {
  std::mt19937 random(4);
  bench::Series series = simulate({.rounds = 8}, random);
  series.other_runs.pop_back();
  series.runs.front().interrupted_by = 2;
  EXPECT_EQ(compare(series).modes.front().baseline_rounds, std::vector<std::size_t>{6});
  series.other_runs.clear();
  EXPECT_TRUE(compare(series).modes.empty());
}

}  // namespace
}  // namespace resizer::analysis
