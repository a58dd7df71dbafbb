#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/workspace.hpp"

/// The lines that docs/growing.md and the manifest beside it give for schedulers, as they stand there.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;

constexpr int kShards = 8;

/// The rest of the first line of a file that begins so after its indentation; empty if there is none.
std::string line_of(const fs::path& file, const std::string& beginning) {
  std::istringstream lines(read_file(fs::path(RESIZER_SOURCE_DIR) / file));
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, line.find_first_not_of(' '));
    if (line.starts_with(beginning)) return line.substr(beginning.size());
  }
  return {};
}

/// A plan of eight shards.
class Schedulers : public testing::Test {
 protected:
  Schedulers() {
    for (int image = 0; image < kShards; ++image) workspace_.add_jpeg(std::to_string(image) + ".jpg");
    EXPECT_EQ(run(workspace_.command({"plan", "in", "--out", "out", "--width", "80", "--shards",
                                      std::to_string(kShards), "--plan-file", "plan.json"}))
                  .exit_code,
              0);
  }
  Finished shell(const std::string& line, const std::string& variable = "UNUSED=") const {
    const std::string programs = fs::path(RESIZER_BINARY).parent_path().string();
    return run({.arguments = {"/bin/sh", "-c", "PATH=" + programs + ":$PATH; " + line},
                .folder = workspace_.folder().path(),
                .environment = {variable, "HOME=" + workspace_.folder().path().string()}});
  }
  void expect_all_done() const {
    const Finished merged = shell("resizer merge --plan plan.json report-*.json");
    EXPECT_EQ(merged.exit_code, 0) << merged.out << merged.err;
    EXPECT_EQ(workspace_.tree("out").size(), std::size_t{kShards});
  }

  Workspace workspace_;
};

TEST_F(Schedulers, GnuParallelDoesAllShards) {
  if (!fs::exists("/usr/bin/parallel")) GTEST_SKIP() << "GNU parallel is not installed";
  const std::string rest = line_of("docs/growing.md", "seq 8 | parallel ");
  ASSERT_NE(rest, "");
  const Finished finished = shell("seq 8 | parallel --will-cite " + rest);
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  expect_all_done();
}

TEST_F(Schedulers, KubernetesGivesEachPodItsShard) {
  const std::string rest = line_of("docs/examples/kubernetes/shards.yaml", "- exec resizer ");
  ASSERT_NE(rest, "");
  for (int index = 0; index < kShards; ++index) {
    const Finished finished = shell("exec resizer " + rest, "JOB_COMPLETION_INDEX=" + std::to_string(index));
    EXPECT_EQ(finished.exit_code, 0) << index << finished.err;
  }
  expect_all_done();
}

}  // namespace
}  // namespace resizer::test
