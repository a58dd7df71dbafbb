#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"
#include "support/trace_rules.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Reports, AreWrittenInEveryFormat) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_truncated("b.jpg");
  const Finished finished = run(workspace.resize(
      {"-j", "2", "--runs", "2", "--export-json", "reports/all.json", "--export-csv", "reports/all.csv",
       "--export-markdown", "reports/all.md", "--export-html", "reports/all.html", "--trace", "reports/all.trace"}));
  EXPECT_EQ(finished.exit_code, 1) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("speedup "));
  EXPECT_THAT(workspace.tree("reports"), ElementsAre("all.csv", "all.html", "all.json", "all.md", "all.trace"));
  const std::string report = read_file(workspace / "reports/all.json");
  EXPECT_EQ(schema_errors(report), "");
  EXPECT_EQ(json::parse(report)["modes"][1]["runs"].size(), 2U);
  EXPECT_FALSE(json::parse(report)["machine"]["kernel"].is_null());
  EXPECT_FALSE(json::parse(report)["program"]["libraries"]["zimg"].is_null());
  EXPECT_THAT(read_file(workspace / "reports/all.csv"), HasSubstr("\r\nparallel,2,2,in/b.jpg,failed,truncated,"));
  EXPECT_THAT(read_file(workspace / "reports/all.md"), StartsWith("# resizer: 2 images"));
  EXPECT_THAT(trace_faults(read_file(workspace / "reports/all.trace")), IsEmpty());
  const std::string page = read_file(workspace / "reports/all.html");
  EXPECT_THAT(page, HasSubstr("alt=\"before: a.jpg\" src=\"data:image/webp;base64,UklGR")) << "RIFF in base64";
  EXPECT_THAT(page, HasSubstr("alt=\"after: a.jpg\" src=\"data:image/webp;base64,UklGR"));
  EXPECT_THAT(page, HasSubstr("<a href=\"../in/b.jpg\">b.jpg</a>"));
}

TEST(Reports, ReplaceThoseOfFormerRuns) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("r.json", "old");
  ASSERT_EQ(run(workspace.resize({"--export-json", "r.json"})).exit_code, 0);
  EXPECT_THAT(workspace.tree(), testing::Not(testing::Contains(HasSubstr(".rsz-"))));
  EXPECT_EQ(schema_errors(read_file(workspace / "r.json")), "");
}

TEST(Reports, OfAnInterruptedRunTellWhatWasDone) {
  const Workspace workspace;
  workspace.add_many(200, {3000, 2000});
  Running program(workspace.resize(
      {"--mode", "parallel", "-j", "2", "--shrink-on-load", "off", "--export-json", "r.json", "--trace", "r.trace"}));
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", "link1001.jpg: "));
  program.signal(SIGINT);
  EXPECT_EQ(program.wait().exit_code, 128 + SIGINT);
  const std::string report = read_file(workspace / "r.json");
  EXPECT_EQ(schema_errors(report), "");
  const json document = json::parse(report);
  EXPECT_EQ(document["interrupted_by_signal"], SIGINT);
  const json& outcomes = document["modes"][0]["runs"][0]["outcomes"];
  const auto done = std::ranges::count_if(outcomes, [](const json& outcome) { return outcome["outcome"] == "done"; });
  EXPECT_GE(done, 1);
  EXPECT_EQ(static_cast<std::size_t>(done), workspace.tree("out").size());
  EXPECT_THAT(trace_faults(read_file(workspace / "r.trace")), IsEmpty());
  EXPECT_THAT(workspace.tree(), testing::Not(testing::Contains(HasSubstr(".rsz-"))));
}

TEST(Reports, ThatCannotBeWrittenDoNotKeepOthersFromBeingSo) {
  const Workspace workspace;
  workspace.add_many(100, {3000, 2000});
  fs::create_directory(workspace / "gone");
  Running program(workspace.resize({"--mode", "parallel", "-j", "2", "--shrink-on-load", "off", "--export-json",
                                    "gone/r.json", "--export-csv", "r.csv"}));
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", "link1001.jpg: "));
  fs::remove(workspace / "gone");
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, StartsWith("resizer: gone/r.json: "));
  EXPECT_THAT(finished.out, HasSubstr("100 images"));
  EXPECT_THAT(read_file(workspace / "r.csv"), HasSubstr("link1001.jpg,done,"));
}

const std::vector<std::string> kEveryFormat = {"--export-json",     "r.json", "--export-csv",  "r.csv",
                                               "--export-markdown", "r.md",   "--export-html", "r.html",
                                               "--trace",           "r.trace"};

TEST(Reports, AreWrittenWithoutPicturesWhereThereIsNoPlaceToMakeThem) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("file");
  for (const char* place : {"missing", "", "file", "/proc", "/dev/full"}) {
    SCOPED_TRACE(place);
    Command command = workspace.resize(kEveryFormat);
    command.environment = {std::string("TMPDIR=") + place};
    const Finished finished = run(command);
    EXPECT_EQ(finished.exit_code, 0);
    EXPECT_THAT(finished.err, StartsWith("resizer: no thumbnails in the HTML report: "));
    EXPECT_THAT(finished.out, HasSubstr("outputs identical: 1 of 1"));
    EXPECT_EQ(schema_errors(read_file(workspace / "r.json")), "");
    const std::string page = read_file(workspace / "r.html");
    EXPECT_THAT(page, HasSubstr("</html>"));
    EXPECT_THAT(page, testing::Not(HasSubstr("data:image/webp")));
    for (const char* name : {"r.json", "r.csv", "r.md", "r.html", "r.trace"}) {
      EXPECT_TRUE(fs::remove(workspace / name)) << name;
    }
  }
}

TEST(Reports, AreWrittenElsewhereWhenTheCurrentFolderIsGone) {
  const Workspace workspace;
  workspace.add_many(100, {3000, 2000});
  fs::create_directory(workspace / "gone");
  const auto absolute = [&](const char* name) { return (workspace / name).string(); };
  Command command = workspace.command({"--in",
                                       absolute("in"),
                                       "--out",
                                       absolute("out"),
                                       "--width",
                                       "80",
                                       "--mode",
                                       "parallel",
                                       "-j",
                                       "2",
                                       "--shrink-on-load",
                                       "off",
                                       "--log-file",
                                       absolute("log"),
                                       "--export-json",
                                       "r.json",
                                       "--export-csv",
                                       absolute("r.csv"),
                                       "--export-html",
                                       absolute("r.html")});
  command.folder = workspace / "gone";
  Running program(command);
  ASSERT_TRUE(wait_for_text(workspace / "log", "link1001.jpg: "));
  fs::remove(workspace / "gone");
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, StartsWith("resizer: r.json: No such file or directory"));
  EXPECT_THAT(finished.out, HasSubstr("100 images"));
  EXPECT_THAT(read_file(workspace / "r.csv"), HasSubstr("link1001.jpg,done,"));
  EXPECT_THAT(read_file(workspace / "r.html"), HasSubstr("</html>"));
}

TEST(Reports, AreWrittenWhenStandardOutputCannotBe) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  Command command = workspace.resize(kEveryFormat);
  command.out_file = "/dev/full";
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit_code, 75);
  EXPECT_EQ(finished.err, "resizer: standard output: No space left on device\n");
  EXPECT_EQ(schema_errors(read_file(workspace / "r.json")), "");
  EXPECT_THAT(read_file(workspace / "r.html"), HasSubstr("</html>"));
}

/// What becomes of a run that begins with standard streams closed.
class ClosedStreams : public testing::TestWithParam<std::vector<int>> {};

TEST_P(ClosedStreams, CostNothingAndMixNothing) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  for (const bool is_json : {false, true}) {
    std::vector<std::string> arguments = kEveryFormat;
    if (is_json) arguments.emplace_back("--json");
    Command command = workspace.resize(arguments);
    command.before = [] {
      for (const int stream : GetParam()) ::close(stream);
    };
    const Finished finished = run(command);
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_EQ(schema_errors(read_file(workspace / "r.json")), "");
  }
  const std::string log = read_file(workspace / "logs/app.log");
  const auto lines = static_cast<std::size_t>(std::ranges::count(log, '\n'));
  EXPECT_EQ(workspace.log_lines_with("info    "), lines) << log;
  EXPECT_EQ(workspace.log_lines_with("outputs identical: 1 of 1"), 2U) << log;
  EXPECT_EQ(workspace.output_size("a.jpg"), (imaging::Size{80, 60}));
}
INSTANTIATE_TEST_SUITE_P(Cli, ClosedStreams,
                         testing::Values(std::vector{0}, std::vector{1}, std::vector{2}, std::vector{0, 1},
                                         std::vector{1, 2}, std::vector{0, 1, 2}));

TEST(Reports, GoToStandardOutputAndFifos) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished piped = run(workspace.resize({"--quiet", "--export-json", "/dev/stdout"}));
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  EXPECT_EQ(schema_errors(piped.out), "");

  Command to_file = workspace.resize({"--export-csv", "/dev/stdout"});
  to_file.out_file = workspace / "all.txt";
  EXPECT_EQ(run(to_file).exit_code, 0);
  EXPECT_THAT(read_file(workspace / "all.txt"),
              testing::AllOf(StartsWith("execution,"), HasSubstr("outputs identical: 1 of 1")))
      << "one after the other";

  Command logged = workspace.resize({"--log-file", "/dev/stdout"});
  logged.out_file = workspace / "logged.txt";
  EXPECT_EQ(run(logged).exit_code, 0);
  EXPECT_THAT(read_file(workspace / "logged.txt"),
              testing::AllOf(HasSubstr(" info    resizer "), HasSubstr("  outputs identical: 1 of 1")));

  ASSERT_EQ(mkfifo((workspace / "fifo").c_str(), 0600), 0);
  const Finished unread = run(workspace.resize({"--export-json", "fifo", "--export-csv", "r.csv"}));
  EXPECT_EQ(unread.exit_code, 75);
  EXPECT_EQ(unread.err, "resizer: fifo: no process reads it\n");
  EXPECT_THAT(read_file(workspace / "r.csv"), StartsWith("execution,"));
  const std::string binary = workspace.command({}).arguments[0];
  const Finished read =
      run({.arguments = {"/bin/sh", "-c",
                         "cat fifo & " + binary + " --in in --out out --width 80 --quiet --export-json fifo && wait"},
           .folder = workspace.folder().path()});
  EXPECT_EQ(read.exit_code, 0) << read.err;
  EXPECT_EQ(schema_errors(read.out), "");
}

}  // namespace
}  // namespace resizer::test
