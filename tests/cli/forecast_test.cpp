#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "cli/workspace.hpp"

/// What --dry-run tells of time and memory.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Finished dry_run(const Workspace& workspace, std::vector<std::string> more = {}) {
  fs::create_directories(workspace / "tmp");
  more.emplace_back("--dry-run");
  Command command = workspace.resize(more);
  command.environment = {"TMPDIR=" + (workspace / "tmp").native()};
  return run(command);
}

TEST(Forecast, NamesTheModesThatWouldRun) {
  const Workspace workspace;
  for (const char* name : {"a.jpg", "b.jpg", "c.jpg"}) workspace.add_jpeg(name);
  struct Row {
    std::vector<std::string> options;
    const char* line;
  };
  const Row rows[] = {
      {{"-j", "3"}, "takes about [0-9.]+ ms in sequence, [0-9.]+ ms with 3 workers, and [0-9.]+ MB of memory"},
      {{"-j", "1,2"}, "in sequence, [0-9.]+ ms with 2 workers, and"},
      {{"-j", "1", "--mode", "parallel"}, "takes about [0-9.]+ ms with 1 worker, and [0-9.]+ MB of memory"},
      {{"--mode", "sequential"}, "takes about [0-9.]+ ms in sequence, and [0-9.]+ MB of memory, by estimate"},
  };
  for (const Row& row : rows) {
    const Finished finished = dry_run(workspace, row.options);
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_THAT(finished.out, AllOf(ContainsRegex(row.line), HasSubstr(", by estimate from 3 images\n")));
  }
}

TEST(Forecast, LeavesNothing) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  EXPECT_THAT(dry_run(workspace, {"--width", "20,40", "--format", "png,webp"}).out, HasSubstr("from 1 image\n"));
  EXPECT_THAT(workspace.tree("tmp"), IsEmpty());
  EXPECT_FALSE(fs::exists(workspace / "out"));
}

TEST(Forecast, IsMissingIfNoImageCanBeTried) {
  const Workspace workspace;
  workspace.add_truncated("a.jpg");
  const Finished finished = dry_run(workspace);
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.out, AllOf(HasSubstr("1 image to do\n"), Not(HasSubstr("takes about"))));
  const Workspace up_to_date;
  up_to_date.add_jpeg("a.jpg");
  ASSERT_EQ(run(up_to_date.resize({"--no-calibration", "--overwrite", "changed"})).exit_code, 0);
  EXPECT_THAT(dry_run(up_to_date, {"--overwrite", "changed"}).out, Not(HasSubstr("takes about")));
}

/// In sequence, in milliseconds.
double foretold_ms(const Workspace& workspace) {
  const std::string text = dry_run(workspace, {"--shrink-on-load", "off"}).out;
  std::smatch match;
  if (!std::regex_search(text, match, std::regex("takes about ([0-9.]+) (ms|s) in sequence"))) {
    ADD_FAILURE() << text;
    return 0;
  }
  return std::stod(match[1]) * (match[2] == "s" ? 1000 : 1);
}

TEST(Forecast, GrowsWithTheNumberOfImages) {
  const Workspace few;
  const Workspace many;
  few.add_many(5, {800, 600});
  many.add_many(100, {800, 600});
  EXPECT_GT(foretold_ms(many), 5 * foretold_ms(few)) << "20 times as many";
}

}  // namespace
}  // namespace resizer::test
