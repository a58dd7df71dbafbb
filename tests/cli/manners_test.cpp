#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/workspace.hpp"

/// What someone tries who has not read the manual.
namespace resizer::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Manners, TakePlainArgumentsAsInputs) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("b.jpg");
  workspace.add_jpeg("c.jpg");
  const Finished files = run(workspace.command({"in/a.jpg", "in/b.jpg", "--out", "out", "--width", "80"}));
  EXPECT_EQ(files.exit_code, 0) << files.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg", "b.jpg"));
  const Finished folder = run(workspace.command({"--out", "all", "--width", "80", "in"}));
  EXPECT_EQ(folder.exit_code, 0) << folder.err;
  EXPECT_THAT(workspace.tree("all"), ElementsAre("a.jpg", "b.jpg", "c.jpg"));
}

TEST(Manners, TakeValuesAsPeopleWriteThem) {
  const Workspace workspace;
  workspace.add_jpeg("a.png.jpeg", {160, 120});
  const Finished finished =
      run(workspace.command({"in", "-o", "out", "--percent", "50%", "--format", "JPG", "--fit", "INSIDE"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(workspace.output_size("a.png.jpeg").width_px, 80);
}

TEST(Manners, SayWhereEverythingIs) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished finished = run(workspace.resize({"--export-csv", "r.csv", "--export-json", "r.json"}));
  EXPECT_THAT(finished.out,
              HasSubstr("\n\n  results  out\n  report   r.json\n  report   r.csv\n  log      logs/app.log\n"));
  EXPECT_THAT(finished.out, Not(HasSubstr("\n\n\n")));
  EXPECT_THAT(run(workspace.resize({"--log-level", "off"})).out, Not(HasSubstr("  log   ")));
  EXPECT_EQ(run(workspace.resize({"--quiet"})).out, "");
  EXPECT_THAT(run(workspace.resize({"--json"})).out, Not(HasSubstr("  results  out")));
}

TEST(Manners, SayNothingOfWhatIsNotThere) {
  const Workspace workspace;
  workspace.add_truncated("a.jpg");
  const Finished finished = run(workspace.resize({"--export-csv", "/dev/full"}));
  EXPECT_THAT(finished.out, AllOf(Not(HasSubstr("  results  ")), Not(HasSubstr("  report   "))));
  EXPECT_THAT(finished.out, HasSubstr("  log      logs/app.log\n"));
}

TEST(Manners, GoOnWithoutALogThatNobodyAskedFor) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("logs", "a file is in the way");
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.err, AllOf(testing::StartsWith("resizer: the log is missing"), HasSubstr("logs/app.log")));
  EXPECT_THAT(finished.out, AllOf(HasSubstr("  results  out\n"), Not(HasSubstr("  log   "))));
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg"));
  const Finished asked = run(workspace.resize({"--log-file", "logs/app.log"}));
  EXPECT_EQ(asked.exit_code, 2);
  EXPECT_THAT(asked.err, HasSubstr("--log-file logs/app.log"));
}

TEST(Manners, ShowHelpAsWideAsTheTerminal) {
  const Workspace workspace;
  const auto widest_line = [](const std::string& text) {
    std::size_t widest = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.ends_with('\r')) line.pop_back();
      widest = std::max(widest, line.size());
    }
    return widest;
  };
  const Finished on_terminal = run_on_terminal(workspace.command({"--help"}));
  EXPECT_EQ(on_terminal.exit_code, 0);
  EXPECT_LE(widest_line(on_terminal.out), 100U);
  EXPECT_GT(widest_line(on_terminal.out), 90U);
  const Finished in_pipe = run(workspace.command({"--help"}));
  EXPECT_LE(widest_line(in_pipe.out), 80U);
  const Finished brief = run(workspace.command({"-h"}));
  EXPECT_EQ(brief.exit_code, 0);
  EXPECT_LE(std::ranges::count(brief.out, '\n'), 24);
}

TEST(Manners, ShowTheTimeLeftOfAllRounds) {
  const Workspace workspace;
  workspace.add_many(150, {2400, 1800});  // enough for several looks at the clock in each round
  const Finished finished = run_on_terminal(workspace.resize({"--color", "never", "--runs", "2", "--warmup", "1"}));
  EXPECT_THAT(finished.out, AllOf(HasSubstr("round 2/2"), HasSubstr("░"), HasSubstr(" left")));
}

/// libjxl has several lines of its own to say about each damaged file.
TEST(Manners, KeepWhatLibrariesPrintToThemselves) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {400, 300});
  ASSERT_EQ(run(workspace.command({"in/a.jpg", "--out", "jxl", "--width", "300", "--format", "jxl"})).exit_code, 0);
  std::string file = read_file(workspace / "jxl/a.jxl");
  for (std::size_t at = file.size() / 2; at < file.size(); at += 40) file[at] = static_cast<char>(~file[at]);
  workspace.folder().write("in/damaged.jxl", file);
  const Finished finished = run(workspace.command({"in/damaged.jxl", "--out", "out", "--width", "80", "--quiet"}));
  EXPECT_EQ(finished.exit_code, 1) << finished.err;
  EXPECT_THAT(finished.err, HasSubstr("in/damaged.jxl: JPEG XL: the pixels are damaged"));
  std::istringstream lines(finished.err);
  for (std::string line; std::getline(lines, line);) EXPECT_THAT(line, testing::StartsWith("resizer: "));
}

}  // namespace
}  // namespace resizer::test
