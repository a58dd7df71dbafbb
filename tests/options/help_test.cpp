#include "options/help.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "options/table.hpp"
#include "options/usage.hpp"
#include "options/wrapping.hpp"
#include "util/printable.hpp"

namespace resizer::options {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t widest_of(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string& line : lines_of(text)) {
    widest = std::max(widest, util::count_code_points(line));
    EXPECT_FALSE(line.ends_with(' ')) << line;
  }
  return widest;
}

TEST(Help, FitsTerminalsFromFortyToAHundredColumns) {
  for (std::size_t columns = kFewestColumns; columns <= kMostColumns; ++columns) {
    EXPECT_LE(widest_of(help_text(columns)), columns);
    EXPECT_GE(widest_of(help_text(columns)) + 5, columns) << "the width is not used";
    EXPECT_LE(widest_of(brief_help_text(columns)), columns);
  }
}

TEST(Help, IsLaidOutForThoseLimitsBeyondThem) {
  EXPECT_EQ(help_text(500), help_text(kMostColumns));
  EXPECT_EQ(help_text(0), help_text(kFewestColumns));
}

TEST(Help, HasEveryOptionInItsGroup) {
  const std::string text = help_text(100);
  std::size_t place = 0;
  for (const OptionGroup& group : table()) {
    place = text.find('\n' + std::string(group.heading) + ":\n", place);
    ASSERT_NE(place, std::string::npos) << group.heading;
    for (const OptionRow& row : group.rows) {
      place = text.find('\n' + std::string("  ") + signature(row), place);
      ASSERT_NE(place, std::string::npos) << row.name();
    }
  }
  for (const auto& [codes, meaning] : exit_statuses()) EXPECT_THAT(text, HasSubstr(std::string(codes)));
}

TEST(Help, InBriefIsOneScreen) {
  constexpr std::size_t kScreen = 24;  // The prompt needs a line.
  const std::vector<std::string> lines = lines_of(brief_help_text(80));
  EXPECT_LT(lines.size(), kScreen + 1);
  EXPECT_THAT(lines.back(), HasSubstr("--help"));
  const std::string text = brief_help_text(80);
  for (const OptionRow* row : all_rows()) {
    const auto matcher = HasSubstr("\n  " + signature(*row));
    if (row->is_common) {
      EXPECT_THAT(text, matcher);
    } else {
      EXPECT_THAT(text, Not(matcher));
    }
  }
}

TEST(Help, SaysChoicesAndDefaults) {
  EXPECT_EQ(description(*find_row("--cache")),
            "Start each run with a warm or cold file cache. [choices: warm, cold; default: warm]");
  EXPECT_EQ(signature(*find_row("--cache")), "    --cache STATE");
  EXPECT_EQ(signature(*find_row("-q")), "-q, --quality N");
}

TEST(Wrapping, BreaksAtSpacesOnly) {
  EXPECT_THAT(wrapped("", 10), ElementsAre(""));
  EXPECT_THAT(wrapped("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrapped("one two three", 6), ElementsAre("one", "two", "three"));
  EXPECT_THAT(wrapped("incomprehensible one", 6), ElementsAre("incomprehensible", "one"));
}

TEST(Wrapping, PutsTheRightColumnBelowWhereItHasNoRoom) {
  EXPECT_EQ(two_columns("  -q", "Quality", 6, 80), "  -q    Quality\n");
  EXPECT_EQ(two_columns("  --quality", "Quality", 6, 80), "  --quality\n        Quality\n");
  EXPECT_EQ(two_columns("  -q", "Quality", 20, 40), "  -q\n      Quality\n");
}

}  // namespace
}  // namespace resizer::options
