#include "analysis/slowdown.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace resizer::analysis {
namespace {

TEST(AnswerSlowdown, NamesWhatItCannotTell) {
  using enum SlowdownAnswer;
  struct Row {
    const char* what;
    double estimate;
    double low;
    SlowdownFacts facts;
    SlowdownAnswer answer;
  };
  const Row rows[] = {
      {"equal", 1.0, 0.98, {.allowed = 0.05, .covers_sessions = true}, not_slower},
      {"at the limit", 1.05, 1.049, {.allowed = 0.05, .covers_sessions = true}, not_slower},
      {"perhaps slower", 1.08, 1.04, {.allowed = 0.05, .covers_sessions = true}, too_wide},
      {"slower", 1.1, 1.06, {.allowed = 0.05, .covers_sessions = true}, slower},
      {"much slower", 2, 1.9, {.allowed = 0.05, .covers_sessions = true, .was_busy = true}, busy},
      {"equal on a busy machine", 1, 0.9, {.allowed = 0.05, .covers_sessions = true, .was_busy = true}, busy},
      {"unstable", 2, 1.9, {.allowed = 0.05, .covers_sessions = true, .was_unstable = true}, unstable},
      {"one session, quiet", 1.1, 1.06, {.allowed = 0.05, .relative_spread = 0.001}, slower},
      {"one session, as far as sessions may differ",
       1.1,
       1.06,
       {.allowed = 0.05, .relative_spread = 0.02},
       one_session},
      {"several sessions know that",
       1.1,
       1.06,
       {.allowed = 0.05, .covers_sessions = true, .relative_spread = 0.02},
       slower},
  };
  for (const Row& row : rows) {
    const stats::SampleRatio ratio{.estimate = row.estimate, .interval = stats::Interval{row.low, 3, 0.95}};
    EXPECT_EQ(answer_slowdown(ratio, row.facts), row.answer) << row.what;
  }
  EXPECT_EQ(answer_slowdown({.estimate = 1.2, .interval = {}}, {.allowed = 0.05}), too_wide);
}

/// Sessions that differ as much as rounds do must not fail a build, whatever the limit.
TEST(AnswerSlowdown, SeldomBlamesTheProgramForOneOtherSession) {
  std::mt19937_64 random(1);
  std::normal_distribution noise(0.0, 0.02);
  const auto session = [&] {
    const double level = noise(random);
    std::vector<double> walls;
    for (int round = 0; round < 8; ++round) walls.push_back(std::exp(level + noise(random)));
    return walls;
  };
  constexpr int kComparisons = 2000;
  int blamed = 0;
  for (int i = 0; i < kComparisons; ++i) {
    const auto ratio = stats::sample_ratio(session(), session());
    const SlowdownAnswer answer = answer_slowdown(*ratio, {.allowed = 0, .relative_spread = 0.02});
    blamed += answer == SlowdownAnswer::slower ? 1 : 0;
  }
  EXPECT_LT(blamed, kComparisons * 5 / 100);
}

}  // namespace
}  // namespace resizer::analysis
