#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "report/trace_rules.hpp"
#include "support/report_schema.hpp"

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

}  // namespace
}  // namespace resizer::test
