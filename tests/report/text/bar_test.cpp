#include "report/text/bar.hpp"

#include <gtest/gtest.h>

namespace resizer::report {
namespace {

TEST(Bar, FillsItsShareOfTheCells) {
  struct Row {
    double share;
    std::string unicode;
    std::string ascii;
  };
  const Row rows[] = {
      {0, "", ""},         {0.0001, "▏", "#"},     {0.25, "█", "#"},
      {0.5, "██", "##"},   {0.53125, "██▏", "##"}, {0.71875, "██▉", "###"},
      {1, "████", "####"}, {7, "████", "####"},    {-1, "", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(bar(row.share, 4, true), row.unicode) << row.share;
    EXPECT_EQ(bar(row.share, 4, false), row.ascii) << row.share;
  }
}

}  // namespace
}  // namespace resizer::report
