#include "report/text/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "support/golden.hpp"

namespace resizer::report {
namespace {

using testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

/// What a reader makes of it by RFC 4180, section 2: a quote within quotes is doubled, all else stands for itself.
Rows read_csv(const std::string& text) {
  Rows rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& field = rows.back().back();
    if (text[i] == '"') {
      if (quoted && text[i + 1] == '"')
        field += text[++i];
      else
        quoted = !quoted;
    } else if (!quoted && text[i] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && text.compare(i, 2, "\r\n") == 0) {
      rows.emplace_back(1);
      ++i;
    } else {
      field += text[i];
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Csv, HasARowForEachImageAndRun) {
  test::expect_golden(to_csv(analysis::make_report(test::compare_facts())), "report/golden/compare.csv");
  const std::string rounds = to_csv(analysis::make_report(test::ten_rounds_facts()));
  EXPECT_EQ(std::ranges::count(rounds, '\n'), 1 + 20);
  EXPECT_EQ(std::ranges::count(rounds, '\r'), 1 + 20) << "lines end in CRLF";
}

TEST(Csv, QuotesWhatWouldBreakARow) {
  analysis::Facts facts = test::awkward_facts();
  facts.jobs[0].input = "in/a,b.jpg";
  const std::string text = to_csv(analysis::make_report(facts));
  EXPECT_THAT(text, HasSubstr("sequential,1,1,\"in/a,b.jpg\",done,"));
  EXPECT_THAT(text, HasSubstr(",in/two\\nlines.jpg,"));
  EXPECT_THAT(text, HasSubstr(",\"in/\\x1B[31mred \"\"quoted\"\".jpg\",crashed,,crashed: SIGSEGV,1,"));
}

TEST(Csv, GivesAReaderEveryNameInItsColumn) {
  struct Name {
    const char* path;
    const char* field;
  };
  const Name names[] = {
      {"in/plain.jpg", "in/plain.jpg"},
      {"in/a,\"b\",,.jpg", "in/a,\"b\",,.jpg"},
      {"in/\"", "in/\""},
      {"in/two\r\nlines.jpg", "in/two\\r\\nlines.jpg"},
      {"in/caf\xE9.jpg", "in/caf\\xE9.jpg"},
      {"in/=cmd.jpg", "in/=cmd.jpg"},
      {"=cmd|' /C calc'!A0.jpg", "./=cmd|' /C calc'!A0.jpg"},
      {"=HYPERLINK(\"x\",\"y\").jpg", "./=HYPERLINK(\"x\",\"y\").jpg"},
      {"+1.jpg", "./+1.jpg"},
      {"-1.jpg", "./-1.jpg"},
      {"@SUM.jpg", "./@SUM.jpg"},
      {"\t=1.jpg", "\\t=1.jpg"},
  };
  for (const Name& name : names) {
    analysis::Facts facts = test::compare_facts();
    for (model::Job& job : facts.jobs) job.input = name.path;
    const Rows rows = read_csv(to_csv(analysis::make_report(facts)));
    ASSERT_EQ(rows.size(), 1U + 8U) << name.path;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].size(), rows[0].size()) << name.path;
      EXPECT_EQ(rows[i].at(3), name.field);
    }
  }
}

TEST(Csv, LeavesAnUnknownEmpty) {
  EXPECT_THAT(to_csv(analysis::make_report(test::interrupted_facts())),
              HasSubstr("\r\nparallel,2,1,in/image1.jpg,interrupted,,interrupted,,,,,,,,,,,,,4000000,,\r\n"));
}

}  // namespace
}  // namespace resizer::report
