#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

/// --prune.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Finished prune(const Workspace& workspace, std::vector<std::string> more = {}) {
  more.insert(more.end(), {"--overwrite", "changed", "--prune", "-r", "--no-calibration"});
  return run(workspace.resize(more));
}

/// Three images, done.
class Prune : public testing::Test {
 protected:
  Prune() {
    for (const char* name : {"a.jpg", "b.jpg", "sub/c.jpg"}) workspace_.add_jpeg(name);
    EXPECT_EQ(prune(workspace_).exit_code, 0);
  }
  bool has(const char* output) const { return fs::exists(workspace_ / "out" / output); }
  Workspace workspace_;
};

TEST_F(Prune, RemovesOutputsOfDeletedInputs) {
  fs::remove(workspace_ / "in/a.jpg");
  fs::remove_all(workspace_ / "in/sub");
  const Finished dry = prune(workspace_, {"-n"});
  EXPECT_THAT(dry.out, HasSubstr("out/a.jpg: would be removed, its input is gone\n"
                                 "out/sub/c.jpg: would be removed, its input is gone\n"));
  EXPECT_TRUE(has("a.jpg"));
  const Finished finished = prune(workspace_, {"--json"});
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(schema_errors(finished.out), "");
  EXPECT_EQ(json::parse(finished.out)["pruned"], (json{"out/a.jpg", "out/sub/c.jpg"}));
  EXPECT_EQ(workspace_.log_lines_with("out/a.jpg: removed, its input is gone"), 1U);
  EXPECT_FALSE(has("a.jpg"));
  EXPECT_FALSE(has("sub/c.jpg"));
  EXPECT_TRUE(has("b.jpg"));
  EXPECT_THAT(prune(workspace_).out, Not(HasSubstr("removed")));
}

TEST_F(Prune, TellsWhatItRemoved) {
  fs::remove(workspace_ / "in/b.jpg");
  EXPECT_THAT(prune(workspace_).out, HasSubstr("removed, as their inputs are gone\n    out/b.jpg\n"));
}

TEST_F(Prune, LeavesWhatIsNotAsThisProgramMadeIt) {
  workspace_.folder().write("out/mine.jpg");
  for (const char* name : {"a.jpg", "b.jpg", "sub/c.jpg"}) fs::remove(workspace_ / "in" / name);
  workspace_.add_jpeg("d.jpg");
  workspace_.folder().write("out/a.jpg", "edited");
  const auto date = fs::last_write_time(workspace_ / "out/b.jpg");
  std::string edited = read_file(workspace_ / "out/b.jpg");
  edited[edited.size() / 2] ^= 1;
  workspace_.folder().write("out/b.jpg", edited);
  fs::last_write_time(workspace_ / "out/b.jpg", date);
  EXPECT_EQ(prune(workspace_).exit_code, 0);
  EXPECT_THAT(workspace_.tree("out"), ElementsAre(".resizer-journal", "a.jpg", "b.jpg", "d.jpg", "mine.jpg", "sub"));
}

TEST_F(Prune, LeavesOutputsOfOtherFolders) {
  fs::rename(workspace_ / "in", workspace_ / "unmounted");
  workspace_.folder().write("in/.keep");
  EXPECT_EQ(prune(workspace_).exit_code, 3) << "an empty folder may be a disk that is not mounted";
  EXPECT_TRUE(has("a.jpg"));
  fs::rename(workspace_ / "in", workspace_ / "in-2");
  fs::copy_file(workspace_ / "unmounted/a.jpg", workspace_ / "in-2/x.jpg");
  const Finished finished = run(workspace_.command(
      {"in-2", "--out", "out", "--width", "80", "--overwrite", "changed", "--prune", "--no-calibration"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_TRUE(has("a.jpg"));
}

TEST_F(Prune, LeavesOutputsOfInputsThatAreThereButNotTaken) {
  EXPECT_EQ(prune(workspace_, {"--exclude", "a.jpg"}).exit_code, 0);
  EXPECT_TRUE(has("a.jpg"));
}

TEST_F(Prune, LeavesOutputsThatAnotherInputHasNow) {
  fs::rename(workspace_ / "in/a.jpg", workspace_ / "in/a.jpeg");
  const Finished finished = prune(workspace_, {"--name", "{stem}.jpg.{ext}", "--format", "jpeg"});
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  fs::rename(workspace_ / "in/b.jpg", workspace_ / "in/b.png");
  EXPECT_EQ(prune(workspace_, {"--format", "jpeg"}).exit_code, 0);
  EXPECT_TRUE(has("b.jpg"));
}

TEST_F(Prune, LeavesInputsAndWhatLinksLeadTo) {
  fs::remove(workspace_ / "in/a.jpg");
  fs::remove(workspace_ / "in/sub/c.jpg");
  fs::rename(workspace_ / "out/sub", workspace_ / "elsewhere");
  fs::create_directory_symlink(workspace_ / "elsewhere", workspace_ / "out/sub");
  fs::create_hard_link(workspace_ / "out/a.jpg", workspace_ / "in/same.jpg");
  EXPECT_EQ(prune(workspace_).exit_code, 0);
  EXPECT_TRUE(fs::exists(workspace_ / "elsewhere/c.jpg"));
  EXPECT_TRUE(has("a.jpg"));
}

}  // namespace
}  // namespace resizer::test
