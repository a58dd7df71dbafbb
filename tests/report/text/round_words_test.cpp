#include "report/text/round_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/html/html.hpp"
#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "report/text/markdown.hpp"
#include "report/text/terminal.hpp"
#include "support/report_schema.hpp"

namespace resizer::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Ten rounds whose number followed from what was measured.
analysis::Facts auto_facts(std::optional<bench::RoundsEnd> end, std::size_t warmup_rounds = 0) {
  analysis::Facts facts = test::ten_rounds_facts();
  facts.options.run.runs = model::AutoRuns{};
  facts.options.run.precision = 0.015;
  facts.measurements.rounds_end = end;
  facts.measurements.found_warmup_rounds = warmup_rounds;
  return facts;
}

std::vector<std::string> texts_of(const analysis::Facts& facts) {
  return rounds_texts(analysis::make_report(facts));
}

TEST(RoundWords, SayWhyThereWereNoMore) {
  analysis::Facts facts = test::ten_rounds_facts();
  facts.options.run.runs = 10U;
  EXPECT_THAT(texts_of(facts), ElementsAre("10 rounds"));
  facts.options.run.runs = 1U;
  EXPECT_THAT(texts_of(facts), ElementsAre());
  EXPECT_THAT(texts_of(auto_facts({})), ElementsAre("10 rounds")) << "interrupted";
  EXPECT_THAT(texts_of(auto_facts(bench::RoundsEnd::precise)),
              ElementsAre("10 rounds were enough for a precision of 1.5 %"));
  EXPECT_THAT(texts_of(auto_facts(bench::RoundsEnd::most_rounds)),
              ElementsAre("10 rounds were not enough for a precision of 1.5 %"));
  EXPECT_THAT(texts_of(auto_facts(bench::RoundsEnd::time_limit)),
              ElementsAre("10 rounds until the time limit of 10 minutes"));
}

TEST(RoundWords, SayWhatWasLeftOut) {
  EXPECT_EQ(texts_of(auto_facts(bench::RoundsEnd::precise, 1)).back(), "1 round of warm-up was found and left out");
  EXPECT_EQ(texts_of(auto_facts(bench::RoundsEnd::precise, 2)).back(), "2 rounds of warm-up were found and left out");
}

TEST(RoundWords, AreInEveryFormat) {
  const analysis::ReportModel report = analysis::make_report(auto_facts(bench::RoundsEnd::most_rounds, 2));
  for (const std::string& text :
       {to_terminal(report, {.color = false, .unicode = true}), to_markdown(report), to_html(report)}) {
    EXPECT_THAT(text, HasSubstr("10 rounds were not enough for a precision of 1.5 %"));
    EXPECT_THAT(text, HasSubstr("2 rounds of warm-up were found and left out"));
  }
  const std::string text = to_json(report);
  EXPECT_EQ(test::schema_errors(text), "");
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["rounds"], nlohmann::json({{"end", "most_rounds"}, {"found_warmup", 2}}));
  EXPECT_EQ(json["options"]["runs"], "auto");
  EXPECT_EQ(json["options"]["precision"], 0.015);
}

}  // namespace
}  // namespace resizer::report
