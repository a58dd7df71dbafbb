#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"

namespace resizer::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(LeftOutRounds, AreNotInTheInterval) {
  const ReportModel report = make_report(test::facts_with_a_thief(true));
  EXPECT_THAT(report.left_out_rounds, ElementsAre(2));
  const ModeSummary& pool = report.modes[1];
  ASSERT_TRUE(pool.speedup && pool.speedup->interval);
  EXPECT_EQ(pool.speedup->pairs, 7U);
  EXPECT_GT(pool.speedup->interval->low, 1.9);
  ASSERT_TRUE(pool.speedup_of_all_rounds && pool.speedup_of_all_rounds->interval);
  EXPECT_EQ(pool.speedup_of_all_rounds->pairs, 8U);
  EXPECT_LT(pool.speedup_of_all_rounds->interval->low, 1.5);
}

TEST(LeftOutRounds, AreNoneForSlownessAlone) {
  const ReportModel report = make_report(test::facts_with_a_thief(false));
  EXPECT_THAT(report.left_out_rounds, IsEmpty());
  EXPECT_EQ(report.modes[1].speedup->pairs, 8U);
  EXPECT_FALSE(report.modes[1].speedup_of_all_rounds);
}

}  // namespace
}  // namespace resizer::analysis
