#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

/// --only-failed.
namespace resizer::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// Four inputs, two of which failed by report.json.
class OnlyFailed : public testing::Test {
 protected:
  OnlyFailed() {
    for (const char* name : {"a.jpg", "b.jpg"}) workspace_.add_jpeg(name);
    for (const char* name : {"bad.jpg", "sub/worse.jpg"}) workspace_.add_truncated(name);
    EXPECT_EQ(run({"--export-json", "report.json"}).exit_code, 1);
  }
  Finished run(std::vector<std::string> more) const {
    more.insert(more.end(), {"-r", "--no-calibration"});
    return test::run(workspace_.resize(more));
  }
  Workspace workspace_;
};

TEST_F(OnlyFailed, TakesWhatFailed) {
  const Finished finished = run({"--only-failed", "report.json", "--json"});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_EQ(schema_errors(finished.out), "");
  const json report = json::parse(finished.out);
  ASSERT_EQ(report["images"].size(), 2U);
  EXPECT_EQ(report["images"][0]["path"], "in/bad.jpg");
  EXPECT_EQ(report["images"][1]["path"], "in/sub/worse.jpg");
  EXPECT_EQ(report["options"]["only_failed"], "report.json");
}

TEST_F(OnlyFailed, TakesOnlyWhatTheInputsContain) {
  workspace_.add_jpeg("bad.jpg");
  const Finished finished =
      test::run(workspace_.command({"in", "--out", "out", "--width", "80", "--only-failed", "report.json", "--json"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(json::parse(finished.out)["images"].size(), 1U);
  EXPECT_EQ(finished.err,
            "resizer: --only-failed report.json: of the 2 inputs that failed, only 1 is among those given\n");
  const Finished other = run({"--exclude", "bad.jpg", "--exclude", "worse.jpg", "--only-failed", "report.json"});
  EXPECT_EQ(other.exit_code, 3);
  EXPECT_EQ(other.err, "resizer: --only-failed report.json: of the 2 inputs that failed, none is among those given\n");
}

TEST_F(OnlyFailed, EndsWhenAllIsDone) {
  workspace_.add_jpeg("bad.jpg");
  workspace_.add_jpeg("sub/worse.jpg");
  EXPECT_EQ(run({"--only-failed", "report.json", "--export-json", "second.json"}).exit_code, 0);
  const Finished finished = run({"--only-failed", "second.json"});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_EQ(finished.err, "resizer: --only-failed second.json: every image is done by this report\n");
}

TEST_F(OnlyFailed, RefusesWhatIsNoReport) {
  workspace_.folder().write("notes.json", R"({"name":"a","version":3})");
  struct Row {
    const char* file;
    const char* reason;
  };
  for (const Row& row : {Row{"missing.json", "cannot be opened: No such file or directory"},
                         Row{"notes.json", "not a report: schema_version is missing"}, Row{"in/a.jpg", "invalid JSON"},
                         Row{"in", "cannot be read"}}) {
    const Finished finished = run({"--only-failed", row.file});
    EXPECT_EQ(finished.exit_code, 2) << row.file;
    EXPECT_THAT(finished.err, HasSubstr("resizer: --only-failed " + std::string(row.file) + ": " + row.reason));
  }
}

TEST_F(OnlyFailed, DoesNotReplaceTheReportThatItReads) {
  const Finished finished = run({"--only-failed", "report.json", "--export-json", "report.json"});
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_THAT(finished.err, HasSubstr("are the same file"));
}

}  // namespace
}  // namespace resizer::test
