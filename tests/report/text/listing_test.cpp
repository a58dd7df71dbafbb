#include "report/text/listing.hpp"

#include <gtest/gtest.h>

namespace resizer::report {
namespace {

TEST(Listing, JoinsItemsAsInASentence) {
  EXPECT_EQ(listing({}), "");
  EXPECT_EQ(listing({"2"}), "2");
  EXPECT_EQ(listing({"2", "3"}), "2 and 3");
  EXPECT_EQ(listing({"2", "3", "5"}), "2, 3 and 5");
}

TEST(RoundedNumber, HasNoMoreDecimalsThanItNeeds) {
  EXPECT_EQ(rounded_number(2), "2");
  EXPECT_EQ(rounded_number(100), "100");
  EXPECT_EQ(rounded_number(0), "0");
  EXPECT_EQ(rounded_number(1.5), "1.5");
  EXPECT_EQ(rounded_number(0.256), "0.26");
}

TEST(InRounds, NamesAFewAndCountsMany) {
  EXPECT_EQ(in_rounds({0}, 1), "");
  EXPECT_EQ(in_rounds({1}, 3), " in round 2");
  EXPECT_EQ(in_rounds({1, 2}, 3), " in rounds 2 and 3");
  EXPECT_EQ(in_rounds({0, 1, 2}, 3), " in every round");
  EXPECT_EQ(in_rounds({0, 1, 2, 4, 6}, 10), " in 5 of 10 rounds");
}

}  // namespace
}  // namespace resizer::report
