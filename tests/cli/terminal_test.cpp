#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/workspace.hpp"

namespace resizer::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kWipe = "\r\x1B[2K";

/// What a terminal shows in the end of what was written to it: a wiped line is gone.
std::string shown(const std::string& written) {
  std::string text = written;
  for (auto wipe = text.find(kWipe); wipe != std::string::npos; wipe = text.find(kWipe)) {
    const auto line_start = text.rfind('\n', wipe);
    const auto begin = line_start == std::string::npos ? 0 : line_start + 1;
    text.erase(begin, wipe + std::string_view(kWipe).size() - begin);
  }
  return text;
}

TEST(Terminal, ShowsProgressAndWipesIt) {
  const Workspace workspace;
  workspace.add_many(30, {1200, 900});
  const Finished finished = run_on_terminal(workspace.resize({"--color", "never"}));
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.out, AllOf(HasSubstr("sequential  "), HasSubstr("parallel ×"), HasSubstr("/30"), HasSubstr("░"),
                                  HasSubstr("images/s")));
  EXPECT_THAT(shown(finished.out), testing::StartsWith("\r\n  resizer "));
  EXPECT_THAT(shown(finished.out), AllOf(Not(HasSubstr("░")), HasSubstr("speedup")));
}

TEST(Terminal, ShowsNoProgressWhereItIsNotWanted) {
  const Workspace workspace;
  workspace.add_many(3, {160, 120});
  EXPECT_THAT(run(workspace.resize()).err, "");
  EXPECT_THAT(run_on_terminal(workspace.resize({"--quiet"})).out, "");
  Command dumb = workspace.resize();
  dumb.environment = {"TERM=dumb"};
  EXPECT_THAT(run_on_terminal(dumb).out, AllOf(Not(HasSubstr("\x1B")), HasSubstr("speedup")));
}

TEST(Terminal, IsColoredWhereColorIsWelcome) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const std::string bold = "\x1B[1m";
  EXPECT_THAT(run_on_terminal(workspace.resize()).out, HasSubstr(bold));
  EXPECT_THAT(run(workspace.resize()).out, Not(HasSubstr(bold)));
  EXPECT_THAT(run(workspace.resize({"--color", "always"})).out, HasSubstr(bold));
  EXPECT_THAT(run_on_terminal(workspace.resize({"--color", "never"})).out, Not(HasSubstr(bold)));
  Command no_color = workspace.resize();
  no_color.environment = {"NO_COLOR=1"};
  EXPECT_THAT(run_on_terminal(no_color).out, Not(HasSubstr(bold)));
}

}  // namespace
}  // namespace resizer::test
