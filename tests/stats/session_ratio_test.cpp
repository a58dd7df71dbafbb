#include "stats/session_ratio.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "stats/summary.hpp"

namespace resizer::stats {
namespace {

using Sample = std::vector<double>;

TEST(SessionRatio, PredictsOneMoreSession) {
  // Logarithms -0.02, 0 and 0.02: their standard deviation is 0.02, and t 4.3027 with two degrees of freedom.
  const auto ratio = session_ratio(std::exp(0.1), Sample{std::exp(-0.02), 1, std::exp(0.02)});
  ASSERT_TRUE(ratio && ratio->interval);
  const double half = 4.30265273 * 0.02 * std::sqrt(4.0 / 3);
  EXPECT_NEAR(std::log(ratio->estimate), 0.1, 1e-12);
  EXPECT_NEAR(std::log(ratio->interval->low), 0.1 - half, 1e-8);
  EXPECT_NEAR(std::log(ratio->interval->high), 0.1 + half, 1e-8);
  EXPECT_EQ(ratio->interval->coverage, 0.95);
}

TEST(SessionRatio, OfOneEarlierSessionHasNoInterval) {
  const auto ratio = session_ratio(3, Sample{2});
  EXPECT_DOUBLE_EQ(ratio->estimate, 1.5);
  EXPECT_FALSE(ratio->interval.has_value());
}

TEST(SessionRatio, OfNothingIsUnknown) {
  EXPECT_FALSE(session_ratio(1, Sample{}).has_value());
  EXPECT_FALSE(session_ratio(0, Sample{1, 1}).has_value());
  EXPECT_FALSE(session_ratio(1, Sample{1, -1}).has_value());
  EXPECT_FALSE(session_ratio(std::nan(""), Sample{1, 1}).has_value());
}

using Random = std::mt19937_64;

/// A session whose rounds and whose level are off by a random share of about 1 %.
Sample session(double slowdown, std::size_t rounds, Random& random) {
  std::normal_distribution noise(0.0, 0.01);
  const double level = slowdown * std::exp(noise(random));
  Sample walls;
  for (std::size_t round = 0; round < rounds; ++round) walls.push_back(level * std::exp(noise(random)));
  return walls;
}

/// In how many of these comparisons with earlier sessions the interval lies above 1, or beside it.
struct Claims {
  double slower = 0;
  double different = 0;
};

Claims claims_of_sessions(double slowdown, std::size_t earlier, std::size_t rounds) {
  constexpr int kComparisons = 4000;
  Random random(earlier * 100 + rounds);
  Claims claims;
  for (int i = 0; i < kComparisons; ++i) {
    Sample medians;
    for (std::size_t k = 0; k < earlier; ++k) medians.push_back(*median(session(1, rounds, random)));
    const auto interval = session_ratio(*median(session(slowdown, rounds, random)), medians)->interval;
    claims.slower += (interval->low > 1 ? 1.0 : 0.0) / kComparisons;
    claims.different += (interval->low > 1 || interval->high < 1 ? 1.0 : 0.0) / kComparisons;
  }
  return claims;
}

TEST(SessionRatio, ClaimsNothingAboutEqualSessions) {
  for (const std::size_t earlier : {3U, 4U, 5U}) {
    for (const std::size_t rounds : {6U, 8U, 10U}) {
      // 5 %, give or take three times the deviation of 4000 trials.
      EXPECT_NEAR(claims_of_sessions(1, earlier, rounds).different, 0.05, 0.0104)
          << earlier << " sessions of " << rounds << " rounds";
    }
  }
}

TEST(SessionRatio, FindsASlowdownOfTenPercent) {
  for (const std::size_t earlier : {3U, 4U, 5U}) {
    for (const std::size_t rounds : {6U, 8U, 10U}) {
      EXPECT_GT(claims_of_sessions(1.1, earlier, rounds).slower, 0.9)
          << earlier << " sessions of " << rounds << " rounds";
    }
  }
}

/// Why rounds do not stand for sessions.
TEST(SessionRatio, IsNeededBecauseRoundsKnowNothingOfSessions) {
  Random random(1);
  int claims = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto interval = sample_ratio(session(1, 10, random), session(1, 10, random))->interval;
    claims += interval->low > 1 || interval->high < 1 ? 1 : 0;
  }
  EXPECT_GT(claims, 400);
}

}  // namespace
}  // namespace resizer::stats
