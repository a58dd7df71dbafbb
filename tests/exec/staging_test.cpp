#include "exec/staging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "support/temp_folder.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

TEST(Staging, GivesEachOutputOfEachJobAPathBesideIt) {
  const TempFolder folder;
  fs::create_directory(folder / "a");
  fs::create_directory(folder / "b");
  const std::vector<model::Job> jobs{{"in/x", 1, {folder / "a/x", folder / "b/x", folder / "a/y"}},
                                     {"in/y", 1, {folder / "b/z"}}};
  const Staging staging(jobs);
  std::set<fs::path> all;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const std::vector<fs::path> temps = staging.temp_paths(jobs[i], i);
    ASSERT_EQ(temps.size(), jobs[i].outputs.size());
    for (std::size_t k = 0; k < temps.size(); ++k) {
      EXPECT_EQ(temps[k].parent_path().parent_path(), jobs[i].outputs[k].parent_path());
      EXPECT_TRUE(fs::is_directory(temps[k].parent_path()));
      EXPECT_TRUE(all.insert(temps[k]).second) << temps[k] << " twice";
    }
  }
  EXPECT_EQ(staging.folders().size(), 2U);
}

TEST(Staging, LeavesNothing) {
  const TempFolder folder;
  const std::vector<model::Job> jobs{{"in/x", 1, {folder / "x"}}};
  {
    const Staging staging(jobs);
    std::ofstream(staging.temp_paths(jobs[0], 0)[0]) << "half";
    EXPECT_FALSE(fs::is_empty(folder.path()));
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Staging, CostsOnlyTheImagesOfAFolderThatLetsNothingBeMade) {
  const TempFolder folder;
  fs::create_directory(folder / "open");
  const std::vector<model::Job> jobs{{"in/x", 1, {folder / "gone/x"}}, {"in/y", 1, {folder / "open/y"}}};
  const Staging staging(jobs);
  EXPECT_EQ(staging.temp_paths(jobs[1], 1).size(), 1U);
  try {
    static_cast<void>(staging.temp_paths(jobs[0], 0));
    FAIL() << "there is no folder";
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::not_found);
    EXPECT_THAT(error.what(), testing::HasSubstr((folder / "gone").string()));
  }
}

}  // namespace
}  // namespace resizer::exec
