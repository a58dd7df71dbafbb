#include "resizer/report/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "report/sample_facts.hpp"
#include "support/golden.hpp"

namespace resizer::report {
namespace {

using testing::HasSubstr;

TEST(Csv, HasARowForEachImageAndRun) {
  test::expect_golden(to_csv(make_report(test::compare_facts())), "report/golden/compare.csv");
  const std::string rounds = to_csv(make_report(test::ten_rounds_facts()));
  EXPECT_EQ(std::ranges::count(rounds, '\n'), 1 + 20);
  EXPECT_EQ(std::ranges::count(rounds, '\r'), 1 + 20) << "lines end in CRLF";
}

TEST(Csv, QuotesWhatWouldBreakARow) {
  Facts facts = test::awkward_facts();
  facts.jobs[0].input = "in/a,b.jpg";
  const std::string text = to_csv(make_report(facts));
  EXPECT_THAT(text, HasSubstr("sequential,1,1,\"in/a,b.jpg\",done,"));
  EXPECT_THAT(text, HasSubstr(",in/two\\nlines.jpg,"));
  EXPECT_THAT(text, HasSubstr(",\"in/\\x1B[31mred \"\"quoted\"\".jpg\",crashed,,crashed: SIGSEGV,1,"));
}

TEST(Csv, LeavesAnUnknownEmpty) {
  EXPECT_THAT(to_csv(make_report(test::interrupted_facts())),
              HasSubstr("\r\nparallel,2,1,in/image1.jpg,interrupted,,interrupted,,,,,,,,,,,,,4000000,,\r\n"));
}

}  // namespace
}  // namespace resizer::report
