#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Run, ComparesBothModes) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {160, 120});
  workspace.add_jpeg("b.jpeg", {120, 160});
  workspace.add_jpeg("c.JPG", {200, 100});
  const Finished finished = run(workspace.resize({"-j", "2"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(finished.err, "");
  EXPECT_THAT(finished.out, AllOf(HasSubstr("3 images"), HasSubstr("sequential "), HasSubstr("parallel ×2"),
                                  HasSubstr("speedup "), HasSubstr("outputs identical: 3 of 3")));
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg", "b.jpeg", "c.JPG"));
  EXPECT_EQ(workspace.output_size("a.jpg"), (imaging::Size{80, 60}));
  EXPECT_EQ(workspace.output_size("b.jpeg"), (imaging::Size{80, 107}));
  EXPECT_EQ(workspace.output_size("c.JPG"), (imaging::Size{80, 40}));
}

TEST(Run, LogsEveryImageOfEveryMode) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("b.jpg");
  ASSERT_EQ(run(workspace.resize({"-j", "2"})).exit_code, 0);
  EXPECT_EQ(workspace.log_lines_with("info    sequential, 1 worker: 2 images"), 1U);
  EXPECT_EQ(workspace.log_lines_with("info    parallel, 2 workers: 2 images"), 1U);
  EXPECT_EQ(workspace.log_lines_with("info    in/a.jpg: 160x120 -> 80x60, "), 2U);
  EXPECT_EQ(workspace.log_lines_with("info    in/b.jpg: 160x120 -> 80x60, "), 2U);
  EXPECT_EQ(workspace.log_lines_with("2 of 2 images done in "), 2U);
  EXPECT_EQ(workspace.log_lines_with("speedup of 2 workers over sequential: "), 1U);
  EXPECT_EQ(workspace.log_lines_with("outputs identical: 2 of 2"), 1U);
}

TEST(Run, OfOneModeComparesNothing) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  for (const char* mode : {"sequential", "parallel"}) {
    const Finished finished = run(workspace.resize({"--mode", mode}));
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_THAT(finished.out, AllOf(HasSubstr(mode), Not(HasSubstr("speedup")), Not(HasSubstr("identical"))));
  }
  EXPECT_EQ(workspace.log_lines_with("speedup"), 0U);
}

TEST(Run, TakesNoMoreWorkersThanImages) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  EXPECT_THAT(run(workspace.resize({"--jobs", "8"})).out, HasSubstr("parallel ×1"));
}

TEST(Run, KeepsTheTreeBelowTheFolder) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("sub/deeper/b.jpg");
  ASSERT_EQ(run(workspace.resize({"-r"})).exit_code, 0);
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg", "sub", "sub/deeper", "sub/deeper/b.jpg"));
}

TEST(Run, PrintsNothingButJsonWithJson) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_truncated("b.jpg");
  const Finished finished = run(workspace.resize({"--json", "-j", "2"}));
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_EQ(schema_errors(finished.out), "");
  const json report = json::parse(finished.out);
  EXPECT_EQ(report["images"].size(), 2U);
  EXPECT_EQ(report["outputs_identical"]["identical"], 1);
  const json& parallel = report["modes"][1];
  EXPECT_EQ(parallel["execution"], "parallel");
  EXPECT_EQ(parallel["summary"]["done"], 1);
  EXPECT_EQ(parallel["summary"]["failed"], 1);
  const json& done = parallel["runs"][0]["outcomes"][0];
  EXPECT_EQ(done["outputs"][0]["width_px"], 80);
  EXPECT_EQ(done["outputs"][0]["bytes"], fs::file_size(workspace / "out/a.jpg"));
  EXPECT_GT(done["stages_s"]["decode"], 0);
  EXPECT_EQ(parallel["runs"][0]["outcomes"][1]["error"], "truncated");
}

TEST(Run, PrintsNothingWhenQuiet) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished finished = run(workspace.resize({"--quiet"}));
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.out, "");
  EXPECT_EQ(finished.err, "");
}

TEST(Run, WritesPlainAsciiInAPlainLocale) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  Command command = workspace.resize();
  command.environment = {"LC_ALL=C"};
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\x1B'; };
  const Finished finished = run(command);
  EXPECT_TRUE(std::ranges::all_of(finished.out, is_plain)) << finished.out;
}

TEST(Run, KeepsAwkwardNamesApartFromTerminalAndLog) {
  const Workspace workspace;
  workspace.add_jpeg("caf\xE9.jpg");
  workspace.add_truncated("two\nlines \x1B[31m.jpg");
  const Finished table = run(workspace.resize());
  EXPECT_THAT(table.out, HasSubstr("in/two\\nlines \\x1B[31m.jpg: "));
  EXPECT_THAT(workspace.tree("out"), ElementsAre("caf\xE9.jpg"));
  EXPECT_EQ(workspace.log_lines_with("in/caf\\xE9.jpg: "), 2U);
  const json report = json::parse(run(workspace.resize({"--json"})).out);
  EXPECT_EQ(report["images"][0]["path"]["hex"], "696e2f636166e92e6a7067");
}

TEST(Run, ReadsWhatFollowsTwoDashesAsInput) {
  const Workspace workspace;
  workspace.add_jpeg("../-odd.jpg");
  const Finished finished = run(workspace.command({"--out", "out", "--width", "80", "--", "-odd.jpg"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("-odd.jpg"));
}

TEST(Run, ShowsHelpAndVersionWithoutAnyWork) {
  const Workspace workspace;
  for (const char* option : {"-h", "--help", "-V", "--version"}) {
    const Finished finished = run(workspace.command({option}));
    EXPECT_EQ(finished.exit_code, 0) << option;
    EXPECT_THAT(finished.out, HasSubstr("resizer")) << option;
    EXPECT_EQ(finished.err, "") << option;
  }
  EXPECT_THAT(workspace.tree(), IsEmpty());
}

class InterruptedRun : public testing::TestWithParam<int> {};

TEST_P(InterruptedRun, LeavesNoTemporaryFileAndSaysHowFarItCame) {
  const Workspace workspace;
  workspace.add_many(200, {3000, 2000});
  Running program(workspace.resize({"--mode", "parallel", "-j", "2", "--shrink-on-load", "off"}));
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", "link1001.jpg: "));
  program.signal(GetParam());
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 128 + GetParam());
  EXPECT_THAT(finished.out, HasSubstr("interrupted by SIG"));
  EXPECT_THAT(workspace.tree("out"), testing::Each(testing::MatchesRegex("link[0-9]+\\.jpg")));
  EXPECT_LT(workspace.tree("out").size(), 200U);
  EXPECT_EQ(workspace.log_lines_with("link"), 200U) << "one line for each image, done or not";
}

INSTANTIATE_TEST_SUITE_P(Cli, InterruptedRun, testing::Values(SIGINT, SIGTERM));

}  // namespace
}  // namespace resizer::test
