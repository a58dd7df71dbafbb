#include "app/logging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <regex>
#include <sstream>

#include "report/sample_facts.hpp"
#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

/// The lines of a log without their times, which must be there.
std::vector<std::string> lines_of(const fs::path& file) {
  static const std::regex line_start(R"(^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} )");
  std::vector<std::string> lines;
  std::istringstream stream(test::read_file(file));
  for (std::string line; std::getline(stream, line);) {
    EXPECT_TRUE(std::regex_search(line, line_start)) << line;
    lines.push_back(std::regex_replace(line, line_start, ""));
  }
  return lines;
}

model::OutputOptions options_for(const fs::path& file, model::LogLevel level = model::LogLevel::info) {
  model::OutputOptions options;
  options.log_file = file;
  options.log_level = level;
  return options;
}

/// Logs everything in `facts`, as a run would.
void replay(const analysis::Facts& facts, Log& log) {
  log.on_warming();
  for (const bench::Series& series : facts.measurements.series) {
    log.on_run_begin({.execution = series.execution, .workers = series.workers});
    const model::RunResult& run = series.runs.at(0);
    for (std::size_t i = 0; i < run.outcomes.size(); ++i) log.on_outcome(i, run.outcomes[i]);
    log.on_run_end(run);
  }
  log.write_conclusion(analysis::make_report(facts));
}

TEST(Log, HasAHeaderAModeALineAnImageAndTheSpeedup) {
  const TempFolder folder;
  const fs::path file = folder / "new/folder/app.log";
  const analysis::Facts facts = test::compare_facts();
  Log log(options_for(file), facts.jobs);
  replay(facts, log);
  EXPECT_THAT(
      lines_of(file),
      ElementsAre(
          testing::StartsWith("info    resizer "), "info    reading every input once before the first run",
          "info    sequential, 1 worker: 4 images",
          "info    in/image0.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 100 ms, worker 0, ok",
          "info    in/image1.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 120 ms, worker 0, ok",
          "error   in/image2.jpg: 4000000 bytes, 2.00 ms, worker 0, failed: the JPEG data ends too early",
          "warning in/image3.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 100 ms, worker 0, ok (warning: the "
          "EXIF block is damaged and was read only in part)",
          "info    sequential, 1 worker: 3 of 4 images done in 400 ms, CPU 1.000 s",
          "info    parallel, 2 workers: 4 images",
          "info    in/image0.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 100 ms, worker 0, ok",
          "info    in/image1.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 120 ms, worker 1, ok",
          "error   in/image2.jpg: 4000000 bytes, 2.00 ms, worker 0, failed: the JPEG data ends too early",
          "warning in/image3.jpg: 3000x4000 -> 600x800, 4000000 -> 120000 bytes, 100 ms, worker 0, ok (warning: the "
          "EXIF block is damaged and was read only in part)",
          "info    parallel, 2 workers: 3 of 4 images done in 205 ms, CPU 1.000 s",
          "info    speedup of 2 workers over sequential: 1.95x (1 round: no interval)",
          "info    outputs identical: 3 of 3"));
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
  const TempFolder folder;
  const analysis::Facts facts = test::compare_facts();
  Log log(options_for(folder / "app.log", model::LogLevel::error), facts.jobs);
  replay(facts, log);
  EXPECT_THAT(lines_of(folder / "app.log"), ElementsAre(HasSubstr("image2.jpg"), HasSubstr("image2.jpg")));
}

TEST(Log, MakesNoFileWhenOff) {
  const TempFolder folder;
  const analysis::Facts facts = test::compare_facts();
  Log log(options_for(folder / "logs/app.log", model::LogLevel::off), facts.jobs);
  replay(facts, log);
  EXPECT_FALSE(fs::exists(folder / "logs"));
}

TEST(Log, IsAppendedTo) {
  const TempFolder folder;
  folder.write("app.log", "earlier\n");
  { const Log log(options_for(folder / "app.log"), {}); }
  EXPECT_THAT(test::read_file(folder / "app.log"), testing::StartsWith("earlier\n"));
}

TEST(Log, NamesAwkwardFilesOnOneLine) {
  const TempFolder folder;
  const analysis::Facts facts = test::awkward_facts();
  Log log(options_for(folder / "app.log"), facts.jobs);
  replay(facts, log);
  EXPECT_THAT(lines_of(folder / "app.log"),
              testing::Contains("error   in/dangling.jpg: not usable: broken symbolic link"));
}

TEST(Log, KeepsEachLineOnceThoughAForkedProcessExits) {
  const TempFolder folder;
  const analysis::Facts facts = test::compare_facts();
  Log log(options_for(folder / "app.log"), facts.jobs);
  log.on_outcome(0, test::failed_outcome(0, 0ms));
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) std::exit(0);  // Unlike _exit it writes out whatever the streams still hold.
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  log.on_outcome(1, test::failed_outcome(0, 0ms));
  EXPECT_EQ(lines_of(folder / "app.log").size(), 3U);
}

/// Makes `folder` the current one.
class WorkingFolder {
 public:
  explicit WorkingFolder(const fs::path& folder) { fs::current_path(folder); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  ~WorkingFolder() { fs::current_path(before_); }

 private:
  fs::path before_ = fs::current_path();
};

TEST(Log, ThatNobodyAskedForMayBeMissing) {
  const TempFolder folder;
  folder.write("logs", "a file where the folder should be");
  const WorkingFolder here(folder.path());
  Log log(model::OutputOptions{}, {});
  log.on_warming();
  EXPECT_THAT(log.failure(), HasSubstr("logs/app.log"));
}

TEST(Log, ThatCannotBeOpenedIsNamed) {
  const TempFolder folder;
  folder.write("file");
  for (const fs::path& bad : {folder.path(), folder / "file/app.log", fs::path("/proc/nothing/app.log")}) {
    try {
      const Log log(options_for(bad), {});
      FAIL() << bad << " was opened";
    } catch (const util::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("--log-file " + bad.string()));
    }
  }
}

}  // namespace
}  // namespace resizer::app
