#include "app/console.hpp"

#include <gtest/gtest.h>

#include <map>

namespace resizer::app {
namespace {

using Variables = std::map<std::string, std::string>;

Environment environment(const Variables& variables) {
  return [variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

TEST(Console, ShowsColorWhereItIsWelcome) {
  struct Row {
    model::Color color;
    bool is_terminal;
    Variables variables;
    bool shown;
  };
  const Variables usual = {{"TERM", "xterm"}};
  const Row rows[] = {
      {model::Color::automatic, true, usual, true},
      {model::Color::automatic, false, usual, false},
      {model::Color::automatic, true, {{"TERM", "dumb"}}, false},
      {model::Color::automatic, true, {}, false},
      {model::Color::automatic, true, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}, false},
      {model::Color::automatic, true, {{"TERM", "xterm"}, {"NO_COLOR", ""}}, true},
      {model::Color::always, false, {{"TERM", "dumb"}, {"NO_COLOR", "1"}}, true},
      {model::Color::never, true, usual, false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(shows_color(row.color, row.is_terminal, environment(row.variables)), row.shown)
        << name_of(row.color) << ' ' << row.is_terminal << ' ' << testing::PrintToString(row.variables);
  }
}

TEST(Console, ShowsUnicodeInAUtf8Locale) {
  struct Row {
    Variables variables;
    bool shown;
  };
  const Row rows[] = {
      {{}, false},
      {{{"LANG", "C"}}, false},
      {{{"LANG", "C.UTF-8"}}, true},
      {{{"LANG", "de_DE.utf8"}}, true},
      {{{"LANG", "de_DE.UTF-8@euro"}}, true},
      {{{"LANG", "de_DE.ISO-8859-15@euro"}}, false},
      {{{"LANG", "C.UTF-8"}, {"LC_ALL", "C"}}, false},
      {{{"LANG", "C"}, {"LC_CTYPE", "en_US.UTF-8"}}, true},
      {{{"LANG", "C.UTF-8"}, {"LC_CTYPE", "C"}, {"LC_ALL", ""}}, false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(shows_unicode(environment(row.variables)), row.shown) << testing::PrintToString(row.variables);
  }
}

TEST(Console, ShowsProgressOnTerminalsOnly) {
  const Environment usual = environment({{"TERM", "xterm"}});
  model::OutputOptions options;
  EXPECT_TRUE(shows_progress(options, true, usual));
  EXPECT_FALSE(shows_progress(options, false, usual));
  EXPECT_FALSE(shows_progress(options, true, environment({{"TERM", "dumb"}})));
  options.quiet = true;
  EXPECT_FALSE(shows_progress(options, true, usual));
}

}  // namespace
}  // namespace resizer::app
