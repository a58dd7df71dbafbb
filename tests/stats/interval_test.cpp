#include "stats/interval.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace resizer::stats {
namespace {

/// 1, 2, ..., n: each value is its own rank.
std::vector<double> ranks(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

TEST(MedianInterval, AgreesWithTheBinomialDistribution) {
  struct Row {
    std::size_t n;
    double low_rank;
    double coverage;
  };
  // SciPy 1.10.1: the largest k with 1 - 2 * scipy.stats.binom.cdf(k - 1, n, 0.5) >= 0.95, and that value.
  const Row rows[] = {
      {6, 1, 0.96875},
      {7, 1, 0.984375},
      {8, 1, 0.9921875},
      {9, 2, 0.9609375},
      {10, 2, 0.978515625},
      {15, 4, 0.96484375},
      {20, 6, 0.9586105346679688},
      {25, 8, 0.9567147493362427},
      {50, 18, 0.9671608624357315},
      {100, 40, 0.9647997997822951},
  };
  for (const Row& row : rows) {
    const auto interval = median_interval(ranks(row.n));
    ASSERT_TRUE(interval.has_value()) << row.n;
    EXPECT_EQ(interval->low, row.low_rank) << row.n;
    EXPECT_EQ(interval->high, static_cast<double>(row.n) + 1 - row.low_rank) << row.n;
    EXPECT_NEAR(interval->coverage, row.coverage, 1e-12) << row.n;
  }
}

TEST(MedianInterval, IsRefusedOnTooFewValues) {
  for (std::size_t n = 0; n < 6; ++n) EXPECT_FALSE(median_interval(ranks(n)).has_value()) << n;
  EXPECT_TRUE(median_interval(ranks(5), 0.9).has_value());
}

TEST(MedianInterval, TakesValuesInAnyOrder) {
  const std::vector<double> shuffled = {5, 1, 4, 6, 2, 3};
  EXPECT_EQ(median_interval(shuffled)->low, 1);
  EXPECT_EQ(median_interval(shuffled)->high, 6);
}

TEST(MedianInterval, StandsForAnyNumberOfValues) {
  const auto interval = median_interval(ranks(10'000));
  ASSERT_TRUE(interval.has_value());
  // Normal approximation: n / 2 - 1.96 sqrt(n) / 2.
  EXPECT_NEAR(interval->low, 4902, 1);
}

}  // namespace
}  // namespace resizer::stats
