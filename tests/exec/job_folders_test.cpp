#include "exec/job_folders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

TEST(JobFolders, NamesEachOnce) {
  const std::vector<model::Job> jobs{
      {"in/a", 1, {"out/a", "big/a"}}, {"in/b", 1, {"out/b"}}, {"in/sub/c", 1, {"out/sub/c"}}, {"d", 1, {"d2"}}};
  EXPECT_THAT(input_folders(jobs), ElementsAre("in", "in/sub", "."));
  EXPECT_THAT(output_folders(jobs), ElementsAre("out", "big", "out/sub", "."));
}

TEST(JobFolders, FewAreCoveredByThemselves) {
  const std::vector<fs::path> folders{"no/such", "../folders"};
  EXPECT_EQ(covering_folders(folders, 2), folders);
}

TEST(JobFolders, ManyAreCoveredByThoseAbove) {
  const test::TempFolder folder;
  for (const char* name : {"a/1/x", "a/1/y", "a/2", "b", "c"}) fs::create_directories(folder / name);
  fs::create_directory_symlink(folder / "c", folder / "link");
  const std::vector<fs::path> folders{folder / "a/1/x", folder / "a/1/y", folder / "a/2",
                                      folder / "b",     folder / "link",  folder / "b/../a/1"};
  EXPECT_THAT(covering_folders(folders, 5), ElementsAre(folder / "a/1", folder / "a/2", folder / "b", folder / "c"));
  EXPECT_THAT(covering_folders(folders, 4), ElementsAre(folder / "a/1", folder / "a/2", folder / "b", folder / "c"));
  EXPECT_THAT(covering_folders(folders, 3), ElementsAre(folder / "a", folder / "b", folder / "c"));
  EXPECT_THAT(covering_folders(folders, 1), ElementsAre(folder.path()));
}

TEST(JobFolders, OnlyTheRootCoversWhatHasNothingElseInCommon) {
  EXPECT_THAT(covering_folders({"/usr", "/etc", "/tmp"}, 1), ElementsAre("/"));
}

TEST(JobFolders, ThoseThatVanishedAreLeftOut) {
  EXPECT_THAT(covering_folders({"/no/such", "/usr", "/nor/this"}, 2), ElementsAre("/usr"));
}

}  // namespace
}  // namespace resizer::exec
