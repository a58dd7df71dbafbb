#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planning/plan.hpp"
#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::HasSubstr;

Plan plan_for(const fs::path& output) {
  return {.jobs = {{.input = "a.jpg", .outputs = {output}}}, .unusable = {}, .skipped = {}};
}

std::string error_of(const Plan& plan) {
  try {
    check_outputs(plan);
  } catch (const util::Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(OutputFolders, AreMadeWithAllFoldersAboveThem) {
  const TempFolder folder;
  const Plan plan = plan_for(folder / "out/deep/a.jpg");
  check_outputs(plan);
  create_output_folders(plan);
  EXPECT_TRUE(fs::is_directory(folder / "out/deep"));
  create_output_folders(plan);
}

TEST(OutputFolders, MayBeTheCurrentFolder) {
  EXPECT_NO_THROW(check_outputs(plan_for("no such file.jpg")));
}

TEST(OutputFolders, AreRefusedWhereAFileIsInTheWay) {
  const TempFolder folder;
  folder.write("out");
  EXPECT_THAT(error_of(plan_for(folder / "out/a.jpg")), HasSubstr((folder / "out").string()));
  EXPECT_THAT(error_of(plan_for(folder / "out/deep/a.jpg")), HasSubstr((folder / "out").string()));
}

TEST(OutputFolders, AreRefusedWhereAFolderHasTheOutputsName) {
  const TempFolder folder;
  fs::create_directories(folder / "out/a.jpg");
  EXPECT_THAT(error_of(plan_for(folder / "out/a.jpg")), HasSubstr((folder / "out/a.jpg").string()));
}

TEST(OutputFolders, AreRefusedWhereNothingMayBeWritten) {
  const TempFolder folder;
  fs::create_directory(folder / "closed");
  fs::permissions(folder / "closed", fs::perms(0555));
  const test::OrdinaryUser user;
  EXPECT_THAT(error_of(plan_for(folder / "closed/a.jpg")), HasSubstr((folder / "closed").string()));
  EXPECT_THAT(error_of(plan_for(folder / "closed/deep/a.jpg")),
              HasSubstr((folder / "closed/deep").string() + " cannot be made in " + (folder / "closed").string()));
}

TEST(OutputFolders, ThatCannotBeMadeAreNamed) {
  try {
    create_output_folders(plan_for("/proc/no such folder/a.jpg"));
    FAIL() << "a folder was made in /proc";
  } catch (const util::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("/proc/no such folder"));
  }
}

}  // namespace
}  // namespace resizer::planning
