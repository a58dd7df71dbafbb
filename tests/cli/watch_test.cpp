#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "cli/workspace.hpp"

/// --watch.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kLog = "logs/app.log";

/// Longer than it takes to do a small image, were it tried.
void let_it_work() {
  std::this_thread::sleep_for(700ms);
}

/// One image, done, and the program waiting for more.
class Watch : public testing::Test {
 protected:
  Watch() { workspace_.add_jpeg("a.jpg"); }

  /// Waits until the images that are there have settled, so that they are done before it waits for more.
  Command command(std::vector<std::string> more = {}) const {
    std::this_thread::sleep_for(300ms);
    more.insert(more.end(), {"--watch", "--recursive"});
    return workspace_.resize(more);
  }
  bool waits() const { return wait_for_text(workspace_ / kLog, "watching "); }
  bool says(const std::string& text) const { return wait_for_text(workspace_ / kLog, text); }
  bool does(const std::string& input) const { return says(input + ": 160x120 -> 80x60"); }
  std::size_t tries(const std::string& input) const { return workspace_.log_lines_with(input + ": "); }
  /// Copies an image that is there already, at once.
  void move_in(const fs::path& name) const {
    fs::copy_file(workspace_ / "in/a.jpg", workspace_ / "moving.jpg");
    fs::rename(workspace_ / "moving.jpg", workspace_ / "in" / name);
  }

  Workspace workspace_;
};

TEST_F(Watch, DoesWhatIsThereThenWhatComes) {
  Running program(command());
  ASSERT_TRUE(waits());
  EXPECT_EQ(workspace_.tree("out"), (std::vector<std::string>{".resizer-journal", "a.jpg"}));
  workspace_.add_jpeg("copied.jpg");
  ASSERT_TRUE(does("in/copied.jpg"));
  move_in("moved.jpg");
  ASSERT_TRUE(does("in/moved.jpg"));
  workspace_.add_jpeg("a.jpg", {300, 300});
  ASSERT_TRUE(says("in/a.jpg: 300x300 -> 80x80"));
  program.signal(SIGINT);
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.err, "");
  EXPECT_THAT(finished.out, AllOf(HasSubstr("watching 1 folder for new and changed images; Ctrl-C ends it\n"),
                                  HasSubstr("in/moved.jpg: 160x120 -> 80x60"), HasSubstr(": 4 images done\n")));
  EXPECT_EQ(workspace_.output_size("a.jpg").width_px, 80U);
  EXPECT_EQ(tries("in/copied.jpg"), 1U);
  EXPECT_THAT(run(workspace_.resize({"--overwrite", "changed", "-n"})).out,
              HasSubstr("0 images to do, 3 up to date\n"));
}

TEST_F(Watch, BeginsWithWhatIsNotUpToDate) {
  ASSERT_EQ(run(workspace_.resize({"--overwrite", "changed", "--no-calibration", "--log-level", "off"})).exit_code, 0);
  workspace_.add_jpeg("b.jpg");
  Running program(command());
  ASSERT_TRUE(does("in/b.jpg"));
  ASSERT_TRUE(waits());
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait().exit_code, 0);
  EXPECT_EQ(tries("in/a.jpg"), 0U);
}

TEST_F(Watch, WaitsForASlowWriter) {
  Running program(command());
  ASSERT_TRUE(waits());
  const std::string whole = read_file(workspace_ / "in/a.jpg");
  std::ofstream slow(workspace_ / "in/slow.jpg", std::ios::binary);
  slow << whole.substr(0, whole.size() / 2) << std::flush;
  std::this_thread::sleep_for(1500ms);
  slow << whole.substr(whole.size() / 2) << std::flush;
  slow.close();
  ASSERT_TRUE(does("in/slow.jpg"));
  EXPECT_EQ(tries("in/slow.jpg"), 1U);
  EXPECT_EQ(read_file(workspace_ / "out/slow.jpg"), read_file(workspace_ / "out/a.jpg"));
}

TEST_F(Watch, LeavesAFileAloneThatChangedJustBefore) {
  Command start = command();
  const std::string whole = read_file(workspace_ / "in/a.jpg");
  const auto begun = std::chrono::steady_clock::now();
  workspace_.folder().write("in/slow.jpg", whole.substr(0, whole.size() / 2));
  Running program(start);
  std::this_thread::sleep_for(80ms);
  std::ofstream(workspace_ / "in/slow.jpg", std::ios::binary | std::ios::app) << whole.substr(whole.size() / 2);
  const bool was_in_time = std::chrono::steady_clock::now() < begun + 150ms;
  ASSERT_TRUE(does("in/slow.jpg"));
  if (!was_in_time) GTEST_SKIP() << "the second half came too late to prove anything";
  EXPECT_EQ(tries("in/slow.jpg"), 1U);
}

TEST_F(Watch, FindsWhatCameWhenEventsWereLost) {
  Running program(command());
  ASSERT_TRUE(waits());
  const std::size_t most_events = std::stoul(read_file("/proc/sys/fs/inotify/max_queued_events"));
  if (most_events > 50'000) GTEST_SKIP() << "too many events are kept";
  program.signal(SIGSTOP);
  for (std::size_t i = 0; i <= most_events / 2; ++i) workspace_.folder().write("in/" + std::to_string(i) + ".txt");
  workspace_.add_jpeg("b.jpg");
  program.signal(SIGCONT);
  EXPECT_TRUE(does("in/b.jpg"));
}

TEST_F(Watch, DoesAFileAgainThatGrewAfterItWasClosed) {
  Running program(command());
  ASSERT_TRUE(waits());
  const std::string whole = read_file(workspace_ / "in/a.jpg");
  workspace_.folder().write("in/b.jpg", whole.substr(0, whole.size() / 2));
  ASSERT_TRUE(says("in/b.jpg: " + std::to_string(whole.size() / 2) + " bytes"));
  workspace_.folder().write("in/b.jpg", whole);
  ASSERT_TRUE(does("in/b.jpg"));
  program.signal(SIGINT);
  EXPECT_EQ(program.wait().exit_code, 0) << "it is done in the end";
}

TEST_F(Watch, SeesFoldersMadeLater) {
  Running program(command());
  ASSERT_TRUE(waits());
  workspace_.add_jpeg("new/deep/b.jpg");
  ASSERT_TRUE(does("in/new/deep/b.jpg"));
  workspace_.add_jpeg("new/deep/c.jpg");
  ASSERT_TRUE(does("in/new/deep/c.jpg"));
  fs::rename(workspace_ / "in/new", workspace_ / "in/renamed");
  ASSERT_TRUE(does("in/renamed/deep/b.jpg"));
  workspace_.add_jpeg("renamed/d.jpg");
  ASSERT_TRUE(does("in/renamed/d.jpg"));
}

TEST_F(Watch, TellsOfABadFileOnce) {
  Running program(command());
  ASSERT_TRUE(waits());
  workspace_.add_truncated("bad.jpg");
  ASSERT_TRUE(says("in/bad.jpg: "));
  workspace_.add_jpeg("b.jpg");
  ASSERT_TRUE(does("in/b.jpg"));
  let_it_work();
  EXPECT_EQ(tries("in/bad.jpg"), 1U);
  program.signal(SIGINT);
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, HasSubstr("resizer: in/bad.jpg: "));
  EXPECT_THAT(finished.out, HasSubstr(": 2 images done, 1 failed\n"));
}

TEST_F(Watch, PrunesOutputsOfDeletedInputs) {
  workspace_.add_jpeg("b.jpg");
  Running program(command({"--prune"}));
  ASSERT_TRUE(waits());
  fs::remove(workspace_ / "in/b.jpg");
  ASSERT_TRUE(says("out/b.jpg: removed, its input is gone"));
  EXPECT_THAT(workspace_.tree("out"), ElementsAre(".resizer-journal", "a.jpg"));
}

TEST_F(Watch, LeavesOutputsOfDeletedInputsOtherwise) {
  workspace_.add_jpeg("b.jpg");
  Running program(command());
  ASSERT_TRUE(waits());
  fs::remove(workspace_ / "in/b.jpg");
  workspace_.add_jpeg("c.jpg");
  ASSERT_TRUE(does("in/c.jpg"));
  EXPECT_TRUE(fs::exists(workspace_ / "out/b.jpg"));
}

TEST_F(Watch, NeverTakesItsOutputs) {
  Running program(workspace_.command({"in", "--out", "in/small", "--width", "80", "--watch", "-r"}));
  ASSERT_TRUE(waits());
  workspace_.add_jpeg("sub/b.jpg");
  ASSERT_TRUE(does("in/sub/b.jpg"));
  let_it_work();
  program.signal(SIGINT);
  EXPECT_THAT(program.wait().out, HasSubstr(": 2 images done\n"));
  EXPECT_THAT(workspace_.tree("in/small"), ElementsAre(".resizer-journal", "a.jpg", "sub", "sub/b.jpg"));
}

TEST_F(Watch, EndsInTheMiddleOfWorkAndGoesOnNextTime) {
  workspace_.add_many(100, {3000, 2000});
  {
    Running program(command({"--shrink-on-load", "off"}));
    ASSERT_TRUE(says("in/link"));
    program.signal(SIGINT);
    const Finished finished = program.wait();
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_THAT(finished.out, AllOf(HasSubstr(" done\n"), Not(HasSubstr("watching"))));
  }
  const std::size_t done = workspace_.tree("out").size() - 1;
  EXPECT_LT(done, 101U);
  Running again(command({"--shrink-on-load", "off", "--log-file", "second.log"}));
  ASSERT_TRUE(wait_for_text(workspace_ / "second.log", "watching "));
  again.signal(SIGINT);
  EXPECT_THAT(again.wait().out, HasSubstr(": " + std::to_string(101 - done) + " images done\n"));
}

TEST_F(Watch, GoesOnAfterAKill) {
  workspace_.add_many(60, {2000, 1500});
  {
    Running program(command({"--shrink-on-load", "off"}));
    ASSERT_TRUE(says("in/link"));
    program.signal(SIGKILL);
    program.wait();
  }
  Running again(command({"--shrink-on-load", "off", "--log-file", "second.log"}));
  ASSERT_TRUE(wait_for_text(workspace_ / "second.log", "watching "));
  again.signal(SIGINT);
  EXPECT_EQ(again.wait().exit_code, 0);
  EXPECT_EQ(workspace_.tree("out").size(), 62U) << "the images and the journal, and nothing that the killed one left";
}

TEST_F(Watch, WaitsInAnEmptyFolder) {
  fs::remove(workspace_ / "in/a.jpg");
  Running program(command());
  ASSERT_TRUE(waits());
  workspace_.add_jpeg("b.jpg");
  ASSERT_TRUE(does("in/b.jpg"));
}

TEST_F(Watch, EndsWhenItsFolderIsGone) {
  Running program(command());
  ASSERT_TRUE(waits());
  fs::rename(workspace_ / "in", workspace_ / "elsewhere");
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_EQ(finished.err, "resizer: --watch: in: No such file or directory\n");
}

TEST_F(Watch, TellsOfAConflictAndGoesOn) {
  fs::create_directory(workspace_ / "more");
  Running program(command({"more"}));
  ASSERT_TRUE(waits());
  fs::copy_file(workspace_ / "in/a.jpg", workspace_ / "more/a.jpg");
  let_it_work();
  fs::remove(workspace_ / "more/a.jpg");
  workspace_.add_jpeg("b.jpg");
  ASSERT_TRUE(does("in/b.jpg"));
  program.signal(SIGINT);
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.err, HasSubstr("more/a.jpg"));
}

TEST_F(Watch, RefusesWhatMakesNoSense) {
  struct Row {
    std::vector<std::string> options;
    const char* message;
  };
  const Row rows[] = {
      {{"--mode", "compare"}, "--watch works with --mode parallel only"},
      {{"--mode", "sequential"}, "--watch works with --mode parallel only"},
      {{"--overwrite", "always"}, "--watch works with --overwrite changed only"},
      {{"--runs", "3"}, "cannot be combined with --runs or --warmup"},
      {{"--warmup", "1"}, "cannot be combined with --runs or --warmup"},
      {{"--jobs", "1,2"}, "cannot be combined with several counts of --jobs"},
      {{"--jobs", "sweep"}, "cannot be combined with several counts of --jobs"},
      {{"--cache", "cold"}, "cannot be combined with --cache cold"},
      {{"--json"}, "cannot be combined with --json"},
      {{"--export-csv", "a.csv"}, "cannot be combined with a report"},
      {{"--manifest", "a.json"}, "cannot be combined with a report"},
      {{"--only-failed", "a.json"}, "cannot be combined with --only-failed"},
      {{"--files-from", "list"}, "cannot be combined with --files-from"},
      {{"--dry-run"}, "cannot be combined with --dry-run"},
      {{"in/a.jpg"}, "in/a.jpg is not a folder; name the folder that it is in"},
      {{"missing"}, "missing: No such file or directory"},
      {{"out"}, "out is also the output folder, so outputs would be inputs"},
  };
  fs::create_directory(workspace_ / "out");
  for (const Row& row : rows) {
    const Finished finished = run(command(row.options));
    EXPECT_EQ(finished.exit_code, 2) << row.message;
    EXPECT_THAT(finished.err, HasSubstr(row.message));
  }
}

TEST_F(Watch, AllowsTheSettingsThatItImplies) {
  Running program(command({"--mode", "parallel", "--overwrite", "changed", "--jobs", "1", "--quiet"}));
  ASSERT_TRUE(waits());
  program.signal(SIGHUP);
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.out + finished.err, "");
}

}  // namespace
}  // namespace resizer::test
