#include "resizer/stats/summary.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace resizer::stats
