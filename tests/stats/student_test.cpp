#include "stats/student.hpp"

#include <gtest/gtest.h>

namespace resizer::stats {
namespace {

TEST(StudentT, AgreesWithPublishedTables) {
  struct Row {
    unsigned degrees_of_freedom;
    double probability;
    double t;
  };
  // Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 26.10.
  const Row rows[] = {{1, 0.95, 12.706}, {2, 0.95, 4.303},  {3, 0.95, 3.182},  {4, 0.95, 2.776},  {5, 0.95, 2.571},
                      {9, 0.95, 2.262},  {10, 0.95, 2.228}, {30, 0.95, 2.042}, {1, 0.99, 63.657}, {2, 0.99, 9.925},
                      {5, 0.99, 4.032},  {10, 0.99, 3.169}, {120, 0.95, 1.980}};
  for (const Row& row : rows) {
    EXPECT_NEAR(student_t(row.degrees_of_freedom, row.probability), row.t, 6e-4) << row.degrees_of_freedom;
  }
}

}  // namespace
}  // namespace resizer::stats
