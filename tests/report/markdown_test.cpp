#include "resizer/report/markdown.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"
#include "support/golden.hpp"

namespace resizer::report {
namespace {

using testing::HasSubstr;

TEST(Markdown, ShowsTheTables) {
  test::expect_golden(to_markdown(make_report(test::compare_facts())), "report/golden/compare.md");
  test::expect_golden(to_markdown(make_report(test::ten_rounds_facts())), "report/golden/ten_rounds.md");
}

TEST(Markdown, TellsOfAnInterruption) {
  EXPECT_THAT(to_markdown(make_report(test::interrupted_facts())), HasSubstr("**interrupted by SIGINT: 1 of 2"));
}

TEST(Markdown, EscapesWhateverComesFromOutside) {
  Facts facts = test::awkward_facts();
  facts.jobs[2].input = "in/<script>*|`x`[a](b)\n.jpg";
  EXPECT_THAT(to_markdown(make_report(facts)), HasSubstr("- in/\\<script\\>\\*\\|\\`x\\`\\[a\\](b)\\\\n.jpg: "));
}

}  // namespace
}  // namespace resizer::report
