#include "stats/sample_ratio.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace resizer::stats {
namespace {

using Sample = std::vector<double>;

// R 4.2.2: exp() of wilcox.test(log(x), log(y), conf.int = TRUE, exact = TRUE).
TEST(SampleRatio, AgreesWithAnIndependentProgram) {
  const Sample values = {1.10, 1.13, 1.08, 1.21, 1.17, 1.05, 1.12, 1.16};
  const Sample reference = {1.00, 1.04, 0.97, 1.02, 1.09, 0.99, 1.01, 1.06, 0.95, 1.03};
  const auto ratio = sample_ratio(values, reference);
  ASSERT_TRUE(ratio && ratio->interval);
  EXPECT_NEAR(ratio->estimate, 1.1095011600052735, 1e-12);
  EXPECT_NEAR(ratio->interval->low, 1.0588235294117647, 1e-12);
  EXPECT_NEAR(ratio->interval->high, 1.1634615384615383, 1e-12);
  EXPECT_NEAR(ratio->interval->coverage, 0.9565793683440742, 1e-12);
}

/// Values whose quotients by `n` reference values, all different, are exp(1), exp(2), ... exp(m n).
Sample stairs(std::size_t m, double step) {
  Sample values;
  for (std::size_t i = 0; i < m; ++i) values.push_back(std::exp(static_cast<double>(i) * step));
  return values;
}

TEST(SampleRatio, TakesTheRankThatUGives) {
  struct Row {
    std::size_t m;
    std::size_t n;
    double k;
    double coverage;
    double tolerance;
  };
  // R 4.2.2: q <- qwilcox(0.025, m, n); 1 - 2 * pwilcox(q - 1, m, n), exact at every size.
  const Row rows[] = {
      {4, 4, 1, 0.97142857142857142, 1e-12},     {3, 5, 1, 0.9642857142857143, 1e-12},
      {2, 8, 1, 0.9555555555555556, 1e-12},      {6, 6, 6, 0.95887445887445888, 1e-12},
      {10, 10, 24, 0.95674294745502175, 1e-12},  {20, 15, 91, 0.95365164580035322, 1e-12},
      {50, 50, 966, 0.95045227640115315, 1e-12}, {60, 60, 1427, 0.95029302749340172, 1e-3},
      {60, 20, 424, 0.95067851856398633, 1e-3},
  };
  for (const Row& row : rows) {
    // values[i] / reference[j] is exp(n i + (n - 1 - j)): each a rank of its own, from exp(0).
    const Sample values = stairs(row.m, static_cast<double>(row.n) / 100);
    Sample reference = stairs(row.n, 0.01);
    for (double& value : reference) value *= std::exp(-0.01 * static_cast<double>(row.n - 1));
    const auto ratio = sample_ratio(values, reference);
    ASSERT_TRUE(ratio && ratio->interval) << row.m << ' ' << row.n;
    EXPECT_NEAR(std::log(ratio->interval->low) * 100 + 1, row.k, 1e-6) << row.m << ' ' << row.n;
    const auto pairs = static_cast<double>(row.m * row.n);
    EXPECT_NEAR(std::log(ratio->interval->high) * 100 + row.k, pairs, 1e-6) << row.m << ' ' << row.n;
    EXPECT_NEAR(ratio->interval->coverage, row.coverage, row.tolerance) << row.m << ' ' << row.n;
  }
}

TEST(SampleRatio, HasNoIntervalOnTooFewValues) {
  EXPECT_TRUE(can_tell_ratio(4, 4));
  EXPECT_TRUE(can_tell_ratio(3, 5));
  EXPECT_TRUE(can_tell_ratio(8, 2));
  for (const auto& [m, n] : {std::pair{3, 4}, {2, 7}, {1, 30}, {0, 9}, {9, 0}}) {
    EXPECT_FALSE(can_tell_ratio(std::size_t(m), std::size_t(n))) << m << ' ' << n;
  }
  const auto ratio = sample_ratio(Sample{3}, Sample{2});
  EXPECT_DOUBLE_EQ(ratio->estimate, 1.5);
  EXPECT_FALSE(ratio->interval.has_value());
}

TEST(SampleRatio, OfNothingIsUnknown) {
  EXPECT_FALSE(sample_ratio(Sample{}, Sample{1}).has_value());
  EXPECT_FALSE(sample_ratio(Sample{1}, Sample{}).has_value());
  EXPECT_FALSE(sample_ratio(Sample{1, 0}, Sample{1}).has_value());
  EXPECT_FALSE(sample_ratio(Sample{1}, Sample{-1}).has_value());
  EXPECT_FALSE(sample_ratio(Sample{1}, Sample{std::nan("")}).has_value());
}

TEST(SampleRatio, HoldsForEqualValues) {
  const auto ratio = sample_ratio(Sample(6, 2.0), Sample(6, 1.0));
  EXPECT_DOUBLE_EQ(ratio->interval->low, 2);
  EXPECT_DOUBLE_EQ(ratio->interval->high, 2);
}

}  // namespace
}  // namespace resizer::stats
