#include "report/text/markdown.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"
#include "support/golden.hpp"

namespace resizer::report {
namespace {

using testing::HasSubstr;

TEST(Markdown, ShowsTheTables) {
  test::expect_golden(to_markdown(analysis::make_report(test::compare_facts())), "report/golden/compare.md");
  test::expect_golden(to_markdown(analysis::make_report(test::ten_rounds_facts())), "report/golden/ten_rounds.md");
}

TEST(Markdown, TellsOfAnInterruption) {
  EXPECT_THAT(to_markdown(analysis::make_report(test::interrupted_facts())),
              HasSubstr("**interrupted by SIGINT: 1 of 2"));
}

TEST(Markdown, EscapesWhateverComesFromOutside) {
  analysis::Facts facts = test::awkward_facts();
  facts.jobs[2].input = "in/<script>*|`x`[a](b)\n.jpg";
  EXPECT_THAT(to_markdown(analysis::make_report(facts)),
              HasSubstr("- in/\\<script\\>\\*\\|\\`x\\`\\[a\\](b)\\\\n.jpg: "));
}

TEST(Markdown, LetsNoNameBeginAListOrCode) {
  const std::pair<const char*, const char*> names[] = {
      {"- item.jpg", "- \\- item.jpg: "},
      {"--- .jpg", "- \\--- .jpg: "},
      {"1. x.jpg", "- 1\\. x.jpg: "},
      {"12) x.jpg", "- 12\\) x.jpg: "},
      {"2024.jpg", "- 2024\\.jpg: "},
      {"     code.jpg", "- &#32;    code.jpg: "},
      {"123", "- 123: "},
      {"+ x.jpg", "- \\+ x.jpg: "},
  };
  for (const auto& [name, line] : names) {
    analysis::Facts facts = test::compare_facts();
    facts.jobs[2].input = name;
    EXPECT_THAT(to_markdown(analysis::make_report(facts)), HasSubstr(std::string("\n") + line)) << name;
  }
}

}  // namespace
}  // namespace resizer::report
