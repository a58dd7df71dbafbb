#include "util/quantity.hpp"

#include <gtest/gtest.h>

namespace resizer::util {
namespace {

TEST(Quantity, DurationsKeepTheDigitsThatCount) {
  struct Row {
    double seconds;
    std::string_view text;
  };
  const Row rows[] = {
      {0, "0.00 ms"},         {0.0000012, "0.00 ms"}, {0.0005, "0.50 ms"},  {0.045215, "45.2 ms"},
      {0.0099951, "10.0 ms"}, {0.0999, "99.9 ms"},    {0.09996, "100 ms"},  {0.75, "750 ms"},
      {0.9994, "999 ms"},     {0.9996, "1.000 s"},    {1.23449, "1.234 s"}, {9.9996, "10.00 s"},
      {59.987, "59.99 s"},    {99.996, "100.0 s"},    {119.4, "119.4 s"},   {119.6, "2 min 00 s"},
      {125, "2 min 05 s"},    {3599.6, "1 h 00 min"}, {3725, "1 h 02 min"}, {360000, "100 h 00 min"},
  };
  for (const Row& row : rows) EXPECT_EQ(format_duration(from_seconds(row.seconds)), row.text) << row.seconds;
}

TEST(Quantity, BytesAreDecimal) {
  struct Row {
    std::uint64_t bytes;
    std::string_view text;
  };
  const Row rows[] = {
      {0, "0 B"},
      {999, "999 B"},
      {1000, "1.00 kB"},
      {62'563'000, "62.6 MB"},
      {999'499, "999 kB"},
      {999'500, "1.00 MB"},
      {18'446'744'073'709'551'615U, "18.4 EB"},
  };
  for (const Row& row : rows) EXPECT_EQ(format_bytes(row.bytes), row.text) << row.bytes;
}

TEST(Quantity, NumbersAndShares) {
  EXPECT_EQ(format_number(0), "0.000");
  EXPECT_EQ(format_number(0.12345), "0.123");
  EXPECT_EQ(format_number(0.9996), "1.00");
  EXPECT_EQ(format_number(19.46), "19.5");
  EXPECT_EQ(format_number(99.96), "100");
  EXPECT_EQ(format_number(12345.6), "12346");
  EXPECT_EQ(format_percent(0.9744), "97.4 %");
  EXPECT_EQ(format_percent(0), "0.0 %");
  EXPECT_EQ(format_percent(-0.0004), "0.0 %");
  EXPECT_EQ(format_percent(-0.0006), "-0.1 %");
}

TEST(Quantity, SecondsRoundToNanoseconds) {
  EXPECT_EQ(from_seconds(1.5).count(), 1'500'000'000);
  EXPECT_EQ(from_seconds(0.1).count(), 100'000'000);
  EXPECT_EQ(from_seconds(-0.1).count(), -100'000'000);
  EXPECT_DOUBLE_EQ(to_seconds(std::chrono::milliseconds(250)), 0.25);
}

}  // namespace
}  // namespace resizer::util
