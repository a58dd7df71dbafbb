#include "stats/paired_ratio.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace resizer::stats {
namespace {

using Sample = std::vector<double>;

// M. Hollander and D. A. Wolfe, Nonparametric Statistical Methods, 2nd ed. (1999), examples 3.1, 3.3 and 3.4: the
// estimate is -0.46, the interval of coverage 96.1 % from -0.786 to -0.010.
TEST(PairedRatio, AgreesWithAPublishedExample) {
  const Sample before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
  const Sample after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
  Sample ratios;
  for (std::size_t i = 0; i < before.size(); ++i) ratios.push_back(std::exp(after[i] - before[i]));
  const auto ratio = paired_ratio(ratios);
  ASSERT_TRUE(ratio && ratio->interval);
  EXPECT_EQ(ratio->pairs, 9U);
  EXPECT_NEAR(std::log(ratio->estimate), -0.46, 1e-9);
  EXPECT_NEAR(std::log(ratio->interval->low), -0.786, 1e-9);
  EXPECT_NEAR(std::log(ratio->interval->high), -0.010, 1e-9);
  EXPECT_NEAR(ratio->interval->coverage, 0.961, 1e-3);
}

TEST(PairedRatio, CoversWhatSignedRanksGive) {
  struct Row {
    std::size_t n;
    double coverage;
    double tolerance;
  };
  // By counting the sums of all sets of ranks with exact integers.
  const Row rows[] = {
      {6, 0.96875, 1e-12},
      {7, 0.953125, 1e-12},
      {8, 0.9609375, 1e-12},
      {9, 0.9609375, 1e-12},
      {10, 0.951171875, 1e-12},
      {12, 0.95751953125, 1e-12},
      {15, 0.95208740234375, 1e-12},
      {20, 0.9515590667724609, 1e-12},
      {25, 0.9517375826835632, 1e-12},
      {50, 0.9505535931993983, 1e-12},
      {60, 0.9507184940156387, 1e-3},
      {100, 0.9500762403957075, 1e-3},
  };
  for (const Row& row : rows) {
    Sample ratios;
    for (std::size_t i = 0; i < row.n; ++i) ratios.push_back(1 + static_cast<double>(i) / 100);
    const auto ratio = paired_ratio(ratios);
    ASSERT_TRUE(ratio && ratio->interval) << row.n;
    EXPECT_NEAR(ratio->interval->coverage, row.coverage, row.tolerance) << row.n;
  }
}

TEST(PairedRatio, HasNoIntervalOnTooFewPairs) {
  for (std::size_t n = 1; n < 6; ++n) {
    const auto ratio = paired_ratio(Sample(n, 1.5));
    ASSERT_TRUE(ratio.has_value()) << n;
    EXPECT_DOUBLE_EQ(ratio->estimate, 1.5) << n;
    EXPECT_FALSE(ratio->interval.has_value()) << n;
  }
  EXPECT_TRUE(paired_ratio(Sample(5, 1.5), 0.9)->interval.has_value());
}

/// The same whichever mode is called the reference, and in any order of the rounds.
TEST(PairedRatio, HasNoFavorite) {
  const Sample ratios = {1.9, 2.1, 1.95, 2.02, 1.99, 2.3, 1.7};
  Sample inverse;
  for (auto value = ratios.rbegin(); value != ratios.rend(); ++value) inverse.push_back(1 / *value);
  const auto forth = paired_ratio(ratios);
  const auto back = paired_ratio(inverse);
  EXPECT_NEAR(forth->estimate * back->estimate, 1, 1e-12);
  EXPECT_NEAR(forth->interval->low * back->interval->high, 1, 1e-12);
}

TEST(PairedRatio, OfNothingIsUnknown) {
  for (const Sample& sample : {Sample{}, Sample{1, 0}, Sample{1, -1}, Sample{1, std::nan("")}}) {
    EXPECT_FALSE(paired_ratio(sample).has_value()) << sample.size();
  }
}

}  // namespace
}  // namespace resizer::stats
