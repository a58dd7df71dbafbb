#include "report/text/speedup_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/html/html.hpp"
#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "report/text/markdown.hpp"
#include "report/text/terminal.hpp"
#include "support/report_schema.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using Walls = std::vector<std::chrono::milliseconds>;

TEST(Verdict, SaysInWordsWhatTheFiguresAreWorth) {
  struct Row {
    Walls sequential;
    Walls parallel;
    std::string verdict;
  };
  const Row rows[] = {
      {{200ms}, {100ms}, "2.00x (1 round: no interval)"},
      {Walls(5, 200ms), Walls(5, 100ms), "2.00x (5 rounds: no interval below 6)"},
      {{200ms, 202ms, 198ms, 201ms, 199ms, 200ms}, Walls(6, 100ms), "2.00x, 96.9 % interval 1.98 to 2.02"},
      {{100ms, 102ms, 98ms, 101ms, 99ms, 100ms},
       Walls(6, 100ms),
       "1.00x, 96.9 % interval 0.980 to 1.02: no difference can be told"},
      {{90ms, 91ms, 89ms, 90ms, 90ms, 90ms}, Walls(6, 100ms), "0.900x, 96.9 % interval 0.890 to 0.910: slower"},
  };
  for (const Row& row : rows) {
    const analysis::ReportModel report = analysis::make_report(test::rounds_facts(row.sequential, row.parallel));
    EXPECT_EQ(speedup_text(report.modes.at(1), false), row.verdict);
  }
  EXPECT_EQ(speedup_text(analysis::make_report(test::rounds_facts({200ms}, {100ms})).modes.at(1), true),
            "2.00× (1 round: no interval)");
}

/// What every format says about the figures of compare_facts() after `change`.
void expect_everywhere(void (*change)(analysis::Facts& facts), const std::string& text, const std::string& json) {
  analysis::Facts facts = test::compare_facts();
  change(facts);
  const analysis::ReportModel report = analysis::make_report(facts);
  EXPECT_THAT(to_terminal(report, {.color = false, .unicode = true}),
              testing::AllOf(testing::HasSubstr(text), testing::Not(testing::HasSubstr("nothing lost"))));
  EXPECT_THAT(to_markdown(report), testing::HasSubstr(text));
  EXPECT_THAT(to_html(report), testing::HasSubstr(text));
  EXPECT_THAT(to_json(report), testing::HasSubstr(json));
  EXPECT_EQ(test::schema_errors(to_json(report)), "");
}

TEST(Verdict, SaysOverWhichImagesInEveryFormat) {
  expect_everywhere([](analysis::Facts&) {}, "speedup over 3 of 4 images, the others failed in every run",
                    "\"images\": 3");
}

TEST(Verdict, SaysWhyThereIsNoneInEveryFormat) {
  expect_everywhere(
      [](analysis::Facts& facts) { facts.measurements.series[1].runs[0].outcomes[0] = test::failed_outcome(0, 1ms); },
      "no speedup: not the same images failed in every run", "\"no_speedup\": \"failures_differ\"");
  expect_everywhere(
      [](analysis::Facts& facts) {
        for (bench::Series& series : facts.measurements.series) {
          for (model::JobOutcome& outcome : series.runs[0].outcomes) outcome = test::failed_outcome(0, 1ms);
        }
      },
      "no speedup: every image failed", "\"no_speedup\": \"all_failed\"");
  expect_everywhere([](analysis::Facts& facts) { facts.measurements.series[1].runs[0].interrupted_by = SIGINT; },
                    "no speedup: no round was completed", "\"no_speedup\": \"no_round\"");
}

TEST(Verdict, SaysThatItCannotBeRightInEveryFormat) {
  expect_everywhere([](analysis::Facts& facts) { facts.measurements.series[1].runs[0].wall = 130ms; },
                    "more than 2× cannot be right; the sequential mode was disturbed", "\"impossible\": true");
}

TEST(LeftOutRounds, AreNamedWithBothFiguresInEveryFormat) {
  const analysis::ReportModel report = analysis::make_report(test::facts_with_a_thief(true));
  for (const std::string& text :
       {to_terminal(report, {.color = false, .unicode = true}), to_markdown(report), to_html(report)}) {
    EXPECT_THAT(text, testing::HasSubstr("without round 3, which was disturbed"));
    EXPECT_THAT(text, testing::HasSubstr("over all 8 rounds"));
  }
  EXPECT_EQ(test::schema_errors(to_json(report)), "");
}

}  // namespace
}  // namespace resizer::report
