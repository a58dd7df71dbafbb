#include "util/text_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "util/error.hpp"

namespace resizer::util {
namespace {

using testing::ElementsAre;

TEST(TextTable, AlignsColumnsByCodePoints) {
  const TextTable table{.columns = {{"mode", Align::left}, {"wall"}, {"note", Align::left}},
                        .rows = {{"sequential", "1.5 s", "ü×│"}, {"pool", "750.0 ms", ""}}};
  EXPECT_THAT(to_lines(table, "─"), ElementsAre("mode            wall  note",  //
                                                "──────────────────────────",
                                                "sequential     1.5 s  ü×│",  //
                                                "pool        750.0 ms"));
}

TEST(TextTable, OfNoRowsIsItsHeadings) {
  EXPECT_THAT(to_lines({.columns = {{"a", Align::left}}, .rows = {}}, "-"), ElementsAre("a", "-"));
}

TEST(TextTable, RefusesARowOfTheWrongLength) {
  EXPECT_THROW(to_lines({.columns = {{"a"}, {"b"}}, .rows = {{"1"}}}, "-"), Error);
}

}  // namespace
}  // namespace resizer::util
