#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

/// --overwrite changed and the journal.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kJournal = "out/.resizer-journal";

void set_date(const fs::path& file, int hours_ago) {
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(hours_ago));
}

/// The inputs that a run with --overwrite changed has done; checks that it says the others are up to date.
std::vector<std::string> done_by(const Workspace& workspace, std::vector<std::string> more = {}) {
  more.insert(more.end(), {"--overwrite", "changed", "--json", "--no-calibration", "-r"});
  const Finished finished = run(workspace.resize(more));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(schema_errors(finished.out), "");
  const json report = json::parse(finished.out);
  std::vector<std::string> done;
  for (const json& image : report["images"]) done.push_back(image["path"]);
  return done;
}

/// Three images, done.
class Reruns : public testing::Test {
 protected:
  Reruns() {
    for (const char* name : {"a.jpg", "b.jpg", "sub/c.jpg"}) workspace_.add_jpeg(name);
    EXPECT_THAT(done_by(workspace_), ElementsAre("in/a.jpg", "in/b.jpg", "in/sub/c.jpg"));
  }
  Workspace workspace_;
};

TEST_F(Reruns, DoNothingWhenNothingChanged) {
  EXPECT_THAT(done_by(workspace_), IsEmpty());
  EXPECT_THAT(done_by(workspace_, {"--mode", "parallel", "-j", "3", "--runs", "2"}), IsEmpty());
  EXPECT_THAT(workspace_.tree("out"), ElementsAre(".resizer-journal", "a.jpg", "b.jpg", "sub", "sub/c.jpg"));
}

TEST_F(Reruns, TellWhatIsUpToDate) {
  const Finished finished = run(workspace_.resize({"--overwrite", "changed", "--no-calibration"}));
  EXPECT_THAT(finished.out, HasSubstr("2 skipped: up to date"));
  EXPECT_THAT(run(workspace_.resize({"--overwrite", "changed", "-n", "--width", "40"})).out,
              HasSubstr("in/b.jpg -> out/b.jpg\n2 images to do\n"));
  EXPECT_THAT(run(workspace_.resize({"--overwrite", "changed", "-n"})).out,
              HasSubstr("in/b.jpg: skipped, out/b.jpg is up to date\n0 images to do, 2 up to date\n"));
}

TEST_F(Reruns, DoWhatChanged) {
  struct Row {
    const char* what;
    std::function<void(const Workspace&)> change;
  };
  const Row rows[] = {
      {"a larger input",
       [](const Workspace& w) {
         w.add_jpeg("b.jpg", {300, 200});
       }},
      {"another date of the input", [](const Workspace& w) { set_date(w / "in/b.jpg", 30); }},
      {"an output that is missing", [](const Workspace& w) { fs::remove(w / "out/b.jpg"); }},
      {"an output of another size", [](const Workspace& w) { fs::resize_file(w / "out/b.jpg", 100); }},
      {"another date of the output", [](const Workspace& w) { set_date(w / "out/b.jpg", 20); }},
      {"a link to the same output",
       [](const Workspace& w) {
         fs::rename(w / "out/b.jpg", w / "elsewhere.jpg");
         fs::create_symlink(w / "elsewhere.jpg", w / "out/b.jpg");
       }},
  };
  for (const Row& row : rows) {
    row.change(workspace_);
    EXPECT_THAT(done_by(workspace_), ElementsAre("in/b.jpg")) << row.what;
    EXPECT_THAT(done_by(workspace_), IsEmpty()) << row.what;
  }
}

TEST_F(Reruns, DoAllWithOtherSettingsAndLeaveOtherNamesAlone) {
  EXPECT_EQ(done_by(workspace_, {"--quality", "40"}).size(), 3U);
  EXPECT_THAT(done_by(workspace_, {"--quality", "40"}), IsEmpty());
  EXPECT_EQ(done_by(workspace_, {"--quality", "40", "--name", "{stem}-small.{ext}"}).size(), 3U);
  EXPECT_THAT(done_by(workspace_, {"--quality", "40"}), IsEmpty()) << "its outputs have other names";
  EXPECT_EQ(done_by(workspace_).size(), 3U);
}

TEST_F(Reruns, VerifyContents) {
  EXPECT_EQ(done_by(workspace_, {"--verify-content"}).size(), 3U) << "no hashes of the inputs are known yet";
  EXPECT_THAT(done_by(workspace_, {"--verify-content"}), IsEmpty());
  set_date(workspace_ / "in/b.jpg", 30);
  EXPECT_THAT(done_by(workspace_, {"--verify-content"}), IsEmpty()) << "only its date changed";
  EXPECT_THAT(done_by(workspace_), IsEmpty()) << "its new date is known now";
  EXPECT_EQ(done_by(workspace_, {"--verify-content", "--keep-dates"}).size(), 3U);
  set_date(workspace_ / "in/b.jpg", 40);
  EXPECT_THAT(done_by(workspace_, {"--verify-content", "--keep-dates"}), ElementsAre("in/b.jpg"))
      << "the output has the date of its input";
}

TEST_F(Reruns, DoAllSizesOfAnImage) {
  EXPECT_EQ(done_by(workspace_, {"--width", "20,40"}).size(), 3U);
  EXPECT_THAT(done_by(workspace_, {"--width", "20,40"}), IsEmpty());
  fs::remove(workspace_ / "out/b-20.jpg");
  EXPECT_THAT(run(workspace_.resize({"--width", "20,40", "--overwrite", "changed", "-n"})).out,
              HasSubstr("1 image to do (2 outputs), 1 up to date\n"));
  EXPECT_THAT(done_by(workspace_, {"--width", "20,40"}), ElementsAre("in/b.jpg"));
  EXPECT_EQ(done_by(workspace_, {"--width", "20,40,60"}).size(), 3U) << "smaller ones are made from larger ones";
  EXPECT_THAT(done_by(workspace_), IsEmpty()) << "those without a size in their names";
}

/// Replaces a byte, and leaves size and date as they were.
void change_secretly(const fs::path& file) {
  const auto date = fs::last_write_time(file);
  {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(-3, std::ios::end);
    stream.put('x');
  }
  fs::last_write_time(file, date);
}

TEST_F(Reruns, SeeSecretChangesOnlyWhenContentsAreVerified) {
  done_by(workspace_, {"--verify-content", "--fail-on", "none"});
  change_secretly(workspace_ / "in/a.jpg");
  change_secretly(workspace_ / "out/b.jpg");
  EXPECT_THAT(done_by(workspace_, {"--fail-on", "none"}), IsEmpty());
  EXPECT_THAT(done_by(workspace_, {"--verify-content", "--fail-on", "none"}), ElementsAre("in/a.jpg", "in/b.jpg"));
}

TEST_F(Reruns, DoNotRepeatWhatWasMoved) {
  done_by(workspace_, {"--verify-content"});
  fs::rename(workspace_ / "in", workspace_ / "moved");
  const std::vector<std::string> arguments{"moved", "--out",       "out",     "--width",         "80",
                                           "-r",    "--overwrite", "changed", "--no-calibration"};
  const auto with = [&](const char* option) {
    std::vector<std::string> all = arguments;
    all.emplace_back(option);
    return run(workspace_.command(all));
  };
  EXPECT_THAT(with("-n").out, HasSubstr("3 images to do\n")) << "contents are not compared";
  EXPECT_THAT(with("--verify-content").out, HasSubstr("3 skipped: up to date"));
  EXPECT_THAT(with("-n").out, HasSubstr("0 images to do, 3 up to date\n")) << "they are known at their new place now";
}

TEST_F(Reruns, KnowWhatOtherRunsWriteToo) {
  ASSERT_EQ(run(workspace_.resize({"--quality", "30", "--no-calibration"})).exit_code, 0);
  EXPECT_THAT(done_by(workspace_, {"--quality", "30"}), ElementsAre("in/sub/c.jpg"));
}

TEST_F(Reruns, KnowWhatIsThereAfterSeveralRounds) {
  EXPECT_EQ(done_by(workspace_, {"--quality", "30", "--runs", "3", "-j", "1,2"}).size(), 3U);
  EXPECT_THAT(done_by(workspace_, {"--quality", "30"}), IsEmpty());
}

TEST_F(Reruns, RepeatFailures) {
  workspace_.add_truncated("d.jpg");
  for (int time = 0; time < 2; ++time) {
    const Finished finished = run(workspace_.resize({"--overwrite", "changed", "--json", "--no-calibration"}));
    EXPECT_EQ(finished.exit_code, 1);
    const json report = json::parse(finished.out);
    ASSERT_EQ(report["images"].size(), 1U);
    EXPECT_EQ(report["images"][0]["path"], "in/d.jpg");
    EXPECT_EQ(report["skipped"].size(), 2U);
  }
}

/// What a run says on stderr about the journal; checks that it does everything, and that the next has nothing to do.
std::string complaint_of(const Workspace& workspace) {
  const Finished finished = run(workspace.resize({"--overwrite", "changed", "-r", "--json", "--no-calibration"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_EQ(json::parse(finished.out)["images"].size(), 3U);
  EXPECT_THAT(done_by(workspace), IsEmpty());
  return finished.err;
}

TEST_F(Reruns, DoNotBelieveADamagedOrForeignJournal) {
  const std::string whole = read_file(workspace_ / kJournal);
  std::string damaged = whole;
  damaged[whole.size() / 2] ^= 1;
  workspace_.folder().write(kJournal, damaged);
  EXPECT_EQ(complaint_of(workspace_),
            "resizer: the journal out/.resizer-journal is not used: it is damaged; a new one is begun\n");
  workspace_.folder().write(kJournal, "SQLite format 3");
  EXPECT_EQ(
      complaint_of(workspace_),
      "resizer: the journal out/.resizer-journal is not used: it is no journal of this version; a new one is begun\n");
}

TEST_F(Reruns, GoOnAfterAnEntryThatWasCutShort) {
  const std::string whole = read_file(workspace_ / kJournal);
  workspace_.folder().write(kJournal, whole.substr(0, whole.size() - 5));
  const Finished finished = run(workspace_.resize({"--overwrite", "changed", "-r", "--json", "--no-calibration"}));
  EXPECT_EQ(finished.err, "");
  EXPECT_EQ(json::parse(finished.out)["images"].size(), 1U);
  EXPECT_THAT(done_by(workspace_), IsEmpty());
}

TEST_F(Reruns, RefuseAJournalThatIsNoFile) {
  fs::remove(workspace_ / kJournal);
  const std::function<void()> others[] = {[this] { fs::create_directory(workspace_ / kJournal); },
                                          [this] { fs::create_symlink("nowhere", workspace_ / kJournal); },
                                          [this] { mkfifo((workspace_ / kJournal).c_str(), 0600); }};
  for (const auto& make : others) {
    make();
    const Finished finished = run(workspace_.resize({"--overwrite", "changed"}));
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_THAT(finished.err, HasSubstr("the journal out/.resizer-journal"));
    EXPECT_THAT(finished.err, HasSubstr("ot a regular file"));
    fs::remove(workspace_ / kJournal);
  }
}

TEST_F(Reruns, RefuseAReportInPlaceOfTheJournal) {
  const Finished finished = run(workspace_.resize({"--overwrite", "changed", "--export-json", kJournal}));
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_EQ(finished.err,
            "resizer: the journal out/.resizer-journal and the JSON report out/.resizer-journal are the "
            "same file (--overwrite changed, --export-json)\n");
}

TEST(RerunsAtOnce, AreRefused) {
  const Workspace workspace;
  workspace.add_many(200, {2000, 1500});
  Running first(workspace.resize({"--overwrite", "changed", "--mode", "sequential", "--quiet", "--no-calibration"}));
  while (!fs::exists(workspace / kJournal)) usleep(1000);
  const Finished second = run(workspace.resize({"--overwrite", "changed", "--log-level", "off"}));
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_EQ(second.err,
            "resizer: the journal out/.resizer-journal is in use: another run is working in this folder; "
            "try again when it is done\n");
  first.signal(SIGKILL);
  first.wait();
  const Finished third = run(workspace.resize({"--overwrite", "changed", "--quiet", "--no-calibration"}));
  EXPECT_EQ(third.exit_code, 0) << third.err << "\nthe lock ends with its process";
  EXPECT_EQ(workspace.tree("out").size(), 201U);
}

TEST(WithoutReruns, ThereIsNoJournal) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  ASSERT_EQ(run(workspace.resize({"--no-calibration"})).exit_code, 0);
  ASSERT_EQ(run(workspace.resize({"-n", "--overwrite", "changed"})).exit_code, 0);
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg"));
  for (const char* option : {"--prune", "--verify-content"}) {
    const Finished finished = run(workspace.resize({option}));
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_EQ(finished.err, std::string("resizer: ") + option +
                                " needs --overwrite changed, which knows what results were made from\n");
  }
}

}  // namespace
}  // namespace resizer::test
