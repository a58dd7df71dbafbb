#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"

/// plan, --plan --shard, and merge.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kWords = "images planned: ";

/// Images of different sizes, and the runs of a plan.
class Shards : public testing::Test {
 protected:
  Shards() {
    for (const char* name : {"a.jpg", "b.jpg", "sub/c.jpg", "d.jpg", "e.jpg"}) {
      workspace_.add_jpeg(name, {width_, 100});
      width_ += 40;
    }
  }
  Finished resizer(std::vector<std::string> arguments) const { return run(workspace_.command(std::move(arguments))); }
  Finished plan(const std::string& shards, std::vector<std::string> more = {}) const {
    more.insert(more.begin(),
                {"plan", "in", "-r", "--out", "out", "--width", "80", "--shards", shards, "--plan-file", "plan.json"});
    return resizer(std::move(more));
  }
  Finished shard(const std::string& which, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--plan", "plan.json", "--shard", which});
    return resizer(std::move(more));
  }
  Finished merge(std::vector<std::string> reports, std::vector<std::string> more = {}) const {
    reports.insert(reports.begin(), {"merge", "--plan", "plan.json"});
    reports.insert(reports.end(), more.begin(), more.end());
    return resizer(std::move(reports));
  }
  json report(int shard) const {
    return json::parse(read_file(workspace_ / ("report-" + std::to_string(shard) + ".json")));
  }
  /// Of the images in out/ and undisturbed/.
  void expect_equal_outputs() const {
    const std::vector<std::string> names = workspace_.tree("undisturbed");
    EXPECT_EQ(workspace_.tree("out"), names);
    for (const std::string& name : names) {
      if (fs::is_directory(workspace_ / "out" / name)) continue;
      EXPECT_EQ(read_file(workspace_ / "out" / name), read_file(workspace_ / "undisturbed" / name)) << name;
    }
  }

  std::uint32_t width_ = 120;
  Workspace workspace_;
};

TEST_F(Shards, EndLikeOneRun) {
  EXPECT_EQ(resizer({"in", "-r", "--out", "undisturbed", "--width", "80", "--mode", "parallel"}).exit_code, 0);
  const Finished planned = plan("2");
  EXPECT_EQ(planned.exit_code, 0) << planned.err;
  EXPECT_THAT(planned.out, HasSubstr("plan.json: 5 images in 2 shards"));
  EXPECT_FALSE(fs::exists(workspace_ / "out")) << "planning changes nothing";
  for (const char* which : {"1/2", "2/2"}) {
    const Finished finished = shard(which);
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
  }
  expect_equal_outputs();
  const Finished merged = merge({"report-1.json", "report-2.json"}, {"--export-json", "merged.json"});
  EXPECT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_EQ(merged.out, "5 images planned: 5 done, 0 done before, 0 failed, 0 to try again, 0 not reported\n");
  const json all = json::parse(read_file(workspace_ / "merged.json"));
  EXPECT_EQ(all["images"]["done"], 5);
  EXPECT_EQ(all["shards"].size(), 2U);
}

TEST_F(Shards, KeepTheOptionsOfThePlan) {
  EXPECT_EQ(resizer({"in", "-r", "--out", "undisturbed", "--width", "80,40", "--format", "webp", "--quality", "30",
                     "--mode", "parallel"})
                .exit_code,
            0);
  EXPECT_EQ(plan("1", {"--width", "80,40", "--format", "webp", "--quality", "30", "--jobs", "2"}).exit_code, 0);
  EXPECT_EQ(json::parse(read_file(workspace_ / "plan.json"))["options"],
            json({"--width=80,40", "--quality=30", "--format=webp"}));
  EXPECT_EQ(shard("1/1", {"--jobs", "1"}).exit_code, 0);
  expect_equal_outputs();
}

TEST_F(Shards, DoNotListTheFolder) {
  plan("1");
  workspace_.add_jpeg("new.jpg");
  EXPECT_EQ(shard("1/1").exit_code, 0);
  EXPECT_FALSE(fs::exists(workspace_ / "out/new.jpg"));
}

TEST_F(Shards, SkipWhatIsDone) {
  plan("1");
  shard("1/1");
  fs::remove(workspace_ / "out/d.jpg");
  const Finished again = shard("1/1");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  const json told = report(1);
  EXPECT_EQ(told["attempt"], 2);
  std::vector<std::string> outcomes;
  for (const json& image : told["images"]) outcomes.push_back(image["outcome"]);
  EXPECT_THAT(outcomes, ElementsAre("skipped", "skipped", "done", "skipped", "skipped"));
  EXPECT_THAT(merge({"report-1.json"}).out, HasSubstr("1 done, 4 done before"));
}

TEST_F(Shards, FailForInputsThatChangedOrAreGone) {
  plan("1");
  workspace_.add_jpeg("a.jpg", {300, 200});
  fs::last_write_time(workspace_ / "in/b.jpg", fs::file_time_type::clock::now() - std::chrono::hours(1));
  fs::remove(workspace_ / "in/d.jpg");
  const Finished finished = shard("1/1");
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_EQ(workspace_.tree("out"), (std::vector<std::string>{"e.jpg", "sub", "sub/c.jpg"}));
  const Finished merged = merge({"report-1.json"});
  EXPECT_EQ(merged.exit_code, 1);
  EXPECT_THAT(merged.out, HasSubstr("2 done, 0 done before, 3 failed"));
  EXPECT_EQ(merged.err,
            "resizer: in/a.jpg: changed since it was planned\nresizer: in/b.jpg: changed since it was planned\n"
            "resizer: in/d.jpg: is gone, or no regular file any more\n");
}

TEST_F(Shards, ListFailuresAndGoOn) {
  workspace_.add_truncated("bad.jpg");
  plan("2");
  const int first = shard("1/2").exit_code;
  const int second = shard("2/2").exit_code;
  EXPECT_EQ(first + second, 1);
  const Finished merged = merge({"report-1.json", "report-2.json"});
  EXPECT_EQ(merged.exit_code, 1);
  EXPECT_THAT(merged.err, HasSubstr("resizer: in/bad.jpg: "));
}

TEST_F(Shards, AreAskedForAgainWhereAReportIsMissing) {
  plan("3");
  shard("2/3");
  const Finished merged = merge({"report-2.json", "report-3.json"});
  EXPECT_EQ(merged.exit_code, 75);
  EXPECT_THAT(merged.out, HasSubstr("\nresubmit: 1,3\n"));
  EXPECT_THAT(merged.err, HasSubstr("report-3.json: cannot be opened"));
}

TEST_F(Shards, AreRefusedWhereReportsContradict) {
  plan("1");
  shard("1/1");
  fs::rename(workspace_ / "report-1.json", workspace_ / "old.json");
  workspace_.add_jpeg("new.jpg");
  plan("1");
  shard("1/1");
  EXPECT_EQ(merge({"report-1.json"}).exit_code, 0);
  const Finished foreign = merge({"report-1.json", "old.json"});
  EXPECT_EQ(foreign.exit_code, 3);
  EXPECT_THAT(foreign.err, HasSubstr("old.json: belongs to another plan"));
  fs::copy_file(workspace_ / "report-1.json", workspace_ / "copy.json");
  const Finished duplicate = merge({"report-1.json", "copy.json"});
  EXPECT_EQ(duplicate.exit_code, 0);
  EXPECT_THAT(duplicate.err, HasSubstr("copy.json: shard 1 is also in report-1.json"));
}

TEST_F(Shards, NameTruncatedReports) {
  plan("1");
  shard("1/1");
  const std::string whole = read_file(workspace_ / "report-1.json");
  workspace_.folder().write("report-1.json", whole.substr(0, whole.size() - 20));
  const Finished merged = merge({"report-1.json"});
  EXPECT_EQ(merged.exit_code, 75);
  EXPECT_THAT(merged.err, HasSubstr("resizer: report-1.json: invalid JSON"));
}

TEST_F(Shards, RefuseAnotherPlanThanTheirs) {
  plan("2");
  const std::string text = read_file(workspace_ / "plan.json");
  EXPECT_THAT(shard("1/3").err, HasSubstr("it has 2 shards, not the 3 of --shard"));
  for (const char* which : {"1/3", "3/2", "0/2", "1", "x/2", "1/2/3"}) EXPECT_EQ(shard(which).exit_code, 2) << which;
  std::string changed = text;
  changed.replace(changed.find("\"shard\":1"), 9, "\"shard\":2");
  workspace_.folder().write("plan.json", changed);
  const Finished refused = shard("1/2");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_EQ(refused.err, "resizer: --plan plan.json: it was changed, or is incomplete: its id does not match\n");
  EXPECT_EQ(merge({"report-1.json"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(workspace_ / "out"));
}

TEST_F(Shards, RefuseOptionsThatMakeNoSense) {
  plan("1");
  struct Row {
    std::vector<std::string> arguments;
    const char* reason;
  };
  for (const Row& row :
       {Row{{"--plan", "plan.json", "--shard", "1/1", "--width", "90"},
            "--width cannot be combined with --plan: it comes from"},
        Row{{"--plan", "plan.json", "--shard", "1/1", "--out", "x"}, "--out cannot be combined with --plan"},
        Row{{"--plan", "plan.json", "--shard", "1/1", "in"}, "inputs cannot be combined with --plan"},
        Row{{"--plan", "plan.json", "--shard", "1/1", "--runs", "3"}, "does its images once"},
        Row{{"--plan", "plan.json", "--shard", "1/1", "--jobs", "1,2"}, "does its images once"},
        Row{{"--plan", "plan.json", "--shard", "1/1", "-n"}, "neither --dry-run nor --prune"},
        Row{{"--plan", "plan.json"}, "--plan needs --shard K/N"}, Row{{"--shard", "1/1"}, "--shard needs --plan"},
        Row{{"in", "--out", "out", "--width", "80", "--shards", "2"}, "belong to resizer plan"},
        Row{{"plan", "in", "--out", "out", "--width", "80"}, "--shards is missing"},
        Row{{"plan", "in", "--out", "out", "--width", "80", "--shards", "2"}, "--plan-file is missing"},
        Row{{"plan", "in", "--out", "out", "--width", "80", "--shards", "9", "--plan-file", "p.json"},
            "there are only 4 images"},
        Row{{"plan", "in", "--out", "out", "--width", "80", "--shards", "1", "--plan-file", "in/a.jpg"},
            "the same file"},
        Row{{"merge", "--plan", "plan.json"}, "the reports are missing"},
        Row{{"merge", "report-1.json"}, "--plan is missing"},
        Row{{"merge", "--plan", "plan.json", "r.json", "--width", "80"}, "--width cannot be combined"},
        Row{{"merge", "--plan", "plan.json", "r.json", "--export-html", "a.html"}, "as JSON only"}}) {
    const Finished refused = resizer(row.arguments);
    EXPECT_EQ(refused.exit_code, 2) << row.reason << refused.out;
    EXPECT_THAT(refused.err, HasSubstr(row.reason));
  }
  EXPECT_FALSE(fs::exists(workspace_ / "out"));
}

TEST_F(Shards, LeaveFoldersOfTheseNamesUsable) {
  fs::rename(workspace_ / "in", workspace_ / "plan");
  EXPECT_EQ(resizer({"./plan", "--out", "out", "--width", "80", "--mode", "parallel"}).exit_code, 0);
  EXPECT_EQ(resizer({"--in", "plan", "--out", "out", "--width", "80", "--mode", "parallel"}).exit_code, 0);
  EXPECT_THAT(resizer({"plan", "--out", "out", "--width", "80"}).err,
              HasSubstr("a folder named plan is given as ./plan"));
}

/// The journal of an output folder is one run's at a time; shards neither wait for it nor write it.
TEST_F(Shards, DoNotBlockEachOther) {
  EXPECT_EQ(resizer({"in", "--out", "out", "--width", "80", "--mode", "parallel", "--overwrite", "changed"}).exit_code,
            0);
  const std::string journal = read_file(workspace_ / "out/.resizer-journal");
  plan("2");
  Running first(workspace_.command({"--plan", "plan.json", "--shard", "1/2"}));
  Running twin(workspace_.command({"--plan", "plan.json", "--shard", "1/2"}));
  Running second(workspace_.command({"--plan", "plan.json", "--shard", "2/2"}));
  for (Running* one : {&first, &twin, &second}) {
    const Finished finished = one->wait();
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
  }
  EXPECT_EQ(read_file(workspace_ / "out/.resizer-journal"), journal);
  EXPECT_EQ(merge({"report-1.json", "report-2.json"}).exit_code, 0);
}

TEST_F(Shards, EndWithoutAReportOnSigterm) {
  workspace_.add_many(500, {800, 600});
  plan("1");
  Running running(
      workspace_.command({"--plan", "plan.json", "--shard", "1/1", "--jobs", "1", "--log-file", "app.log"}));
  ASSERT_TRUE(wait_for_text(workspace_ / "app.log", "link"));
  running.signal(SIGTERM);
  EXPECT_EQ(running.wait().exit_code, 75);
  EXPECT_FALSE(fs::exists(workspace_ / "report-1.json"));
  EXPECT_EQ(shard("1/1", {"--quiet"}).exit_code, 0);
  const json told = report(1);
  EXPECT_EQ(told["images"].size(), 505U);
  EXPECT_THAT(merge({"report-1.json"}).out, AllOf(HasSubstr(kWords), testing::Not(HasSubstr(" 0 done before"))));
}

TEST_F(Shards, AreToBeDoneAgainAfterAFullDisk) {
  plan("1");
  Command full = workspace_.command({"--plan", "plan.json", "--shard", "1/1", "--ignore-disk-space"});
  full.before = [] {
    const rlimit small{600, 600};
    setrlimit(RLIMIT_FSIZE, &small);
  };
  EXPECT_NE(run(full).exit_code, 0);
  const Finished merged = merge({"report-1.json"});
  EXPECT_EQ(merged.exit_code, 75) << merged.err;
  EXPECT_THAT(merged.out, HasSubstr("resubmit: 1\n"));
}

}  // namespace
}  // namespace resizer::test
