#include "stats/summary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace resizer::stats {
namespace {

TEST(Quantile, AgreesWithIndependentValues) {
  struct Row {
    std::vector<double> sample;
    double p;
    double expected;
  };
  const Row rows[] = {
      {{7}, 0.5, 7},
      {{7}, 0.95, 7},
      {{1, 2}, 0.5, 1.5},
      {{3, 1, 2}, 0.5, 2},
      {{1, 2, 3, 4}, 0, 1},
      {{1, 2, 3, 4}, 1, 4},
      // NumPy 1.24.2: numpy.percentile(sample, 100 p), whose default is the same definition.
      {{1, 2, 3, 4}, 0.25, 1.75},
      {{15, 20, 35, 40, 50}, 0.4, 29},
      {{15, 20, 35, 40, 50}, 0.95, 48},
      {{3, 6, 7, 8, 8, 10, 13, 15, 16, 20}, 0.25, 7.25},
      {{3, 6, 7, 8, 8, 10, 13, 15, 16, 20}, 0.95, 18.2},
  };
  for (const Row& row : rows) {
    const auto value = quantile(row.sample, row.p);
    ASSERT_TRUE(value.has_value());
    EXPECT_NEAR(*value, row.expected, 1e-12) << "p " << row.p << " of " << testing::PrintToString(row.sample);
  }
}

TEST(Quantile, OfNothingIsUnknown) {
  EXPECT_EQ(quantile({}, 0.5), std::nullopt);
  EXPECT_EQ(median({}), std::nullopt);
}

TEST(Median, IsTheQuantileInTheMiddle) {
  const std::vector<double> sample = {9, 1, 4, 2};
  EXPECT_EQ(median(sample), 3);
}

TEST(Summary, AgreesWithIndependentValues) {
  const std::vector<double> sample = {1.93, 1.91, 1.95, 1.90, 1.99, 1.94, 1.92, 1.96, 1.89, 1.93};
  const Summary summary = summarize(sample);
  EXPECT_EQ(summary.count, 10U);
  // NumPy 1.24.2 and SciPy 1.10.1: min, median, mean, std(ddof=1), median_abs_deviation.
  EXPECT_DOUBLE_EQ(summary.minimum.value(), 1.89);
  EXPECT_DOUBLE_EQ(summary.median.value(), 1.93);
  EXPECT_DOUBLE_EQ(summary.mean.value(), 1.932);
  EXPECT_NEAR(summary.standard_deviation.value(), 0.029739610697593975, 1e-12);
  EXPECT_NEAR(summary.median_absolute_deviation.value(), 0.02, 1e-12);
  EXPECT_DOUBLE_EQ(summary.median_interval->low, 1.90);
  EXPECT_DOUBLE_EQ(summary.median_interval->high, 1.96);
}

TEST(Summary, LeavesUnknownWhatTooFewValuesDoNotTell) {
  const Summary none = summarize({});
  EXPECT_EQ(none.count, 0U);
  EXPECT_FALSE(none.minimum || none.median || none.mean || none.standard_deviation || none.median_absolute_deviation ||
               none.median_interval);
  const std::vector<double> one = {2};
  EXPECT_EQ(summarize(one).mean, 2);
  EXPECT_FALSE(summarize(one).standard_deviation || summarize(one).median_absolute_deviation);
  const std::vector<double> two = {1, 3};
  EXPECT_DOUBLE_EQ(summarize(two).standard_deviation.value(), std::sqrt(2.0));
  EXPECT_FALSE(summarize(two).median_interval.has_value());
}

TEST(FindOutliers, TellsValuesFarFromTheRest) {
  struct Row {
    std::vector<double> sample;
    std::vector<std::size_t> outliers;
  };
  const Row rows[] = {
      {{}, {}},
      {{1, 2, 3, 4}, {}},
      {{1, 1.1, 0.9, 1, 9}, {4}},
      {{9, 1, 1.1, 0.9, 1.05, 0.1}, {0, 5}},
      {{1, 1.1, 0.9, 1, 1.05}, {}},
      {{1, 1, 1, 1, 9}, {}},  // The deviation is 0: nothing to measure by.
      // MAD is 1 about the median 3: the bound is 3.5 / 0.6745 = 5.189.
      {{1, 2, 3, 4, 8.18}, {}},
      {{1, 2, 3, 4, 8.19}, {4}},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(find_outliers(row.sample), row.outliers) << testing::PrintToString(row.sample);
  }
}

TEST(IsFirstSlow, ComparesTheFirstWithAllOthers) {
  EXPECT_TRUE(is_first_slow(std::vector<double>{2, 1, 1.1, 0.9, 1, 1.05}));
  EXPECT_FALSE(is_first_slow(std::vector<double>{1.12, 1, 1.1, 0.9, 1, 1.05})) << "within the noise";
  EXPECT_FALSE(is_first_slow(std::vector<double>{2, 1, 1.1, 0.9, 1, 3})) << "not the slowest";
  EXPECT_FALSE(is_first_slow(std::vector<double>{0.1, 1, 1.1, 0.9, 1, 1.05})) << "fast";
  EXPECT_FALSE(is_first_slow(std::vector<double>{2, 1, 1.1, 0.9, 1})) << "too few";
}

}  // namespace
}  // namespace resizer::stats
