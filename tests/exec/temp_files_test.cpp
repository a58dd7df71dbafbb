#include "exec/temp_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "resizer/util/error.hpp"
#include "support/dead_process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::ElementsAre;

TEST(TempPaths, LieBesideTheirOutputs) {
  const model::Job job{"in/a.jpg", 1, {"out/a.jpg", "other/b.jpg", "c.jpg"}};
  EXPECT_THAT(temp_paths(job, 7, 123), ElementsAre("out/.rsz-123-7.tmp", "other/.rsz-123-7-1.tmp", ".rsz-123-7-2.tmp"));
}

TEST(TempPaths, NameTheirParent) {
  const model::Job job{"in/a.jpg", 1, {"out/a.jpg", "out/b.jpg"}};
  for (const fs::path& path : temp_paths(job, 99'999, 4'194'304)) {
    EXPECT_EQ(parent_in_temp_name(path.filename().native()), 4'194'304) << path;
  }
}

TEST(TempNames, OfOthersAreNotTakenForOurs) {
  const std::vector<std::string> names{"",
                                       ".rsz-",
                                       ".tmp",
                                       ".rsz-.tmp",
                                       ".rsz-1.tmp",
                                       ".rsz-1-.tmp",
                                       ".rsz--1-2.tmp",
                                       "a.jpg",
                                       ".rsz-0-1.tmp",
                                       ".rsz-1-2.jpg",
                                       "x.rsz-1-2.tmp",
                                       ".rsz-1-2a.tmp",
                                       ".rsz-1-2.tmp.jpg",
                                       ".rsz-x-2.tmp",
                                       ".rsz-99999999999-2.tmp"};
  for (const std::string& name : names) EXPECT_EQ(parent_in_temp_name(name), std::nullopt) << name;
}

TEST(StaleTemps, OfTheDeadAndOfThisProcessAreRemoved) {
  const TempFolder folder;
  const std::string dead = std::to_string(test::dead_process());
  const std::string self = std::to_string(::getpid());
  const std::string alive = std::to_string(::getppid());
  const std::vector<fs::path> stale{folder.write(".rsz-" + dead + "-0.tmp"), folder.write(".rsz-" + dead + "-0-1.tmp"),
                                    folder.write(".rsz-" + self + "-12.tmp")};
  const std::vector<fs::path> kept{folder.write(".rsz-" + alive + "-0.tmp"), folder.write("photo.jpg"),
                                   folder.write(".rsz-" + dead + "-0.txt")};
  remove_stale_temps(folder.path());
  for (const fs::path& path : stale) EXPECT_FALSE(fs::exists(path)) << path;
  for (const fs::path& path : kept) EXPECT_TRUE(fs::exists(path)) << path;
}

TEST(StaleTemps, DoNotMatterWhereNoFolderIs) {
  remove_stale_temps("/no/such/folder");
}

TEST(Publish, ReplacesTheOutput) {
  const TempFolder folder;
  const std::vector<fs::path> temps{folder.write("t0", "new 0"), folder.write("t1", "new 1")};
  const std::vector<fs::path> outputs{folder.write("a", "old"), folder / "b"};
  publish(temps, outputs);
  EXPECT_EQ(test::read_file(outputs[0]), "new 0");
  EXPECT_EQ(test::read_file(outputs[1]), "new 1");
  EXPECT_FALSE(fs::exists(temps[0]));
}

TEST(Publish, NamesTheOutputThatFails) {
  const TempFolder folder;
  fs::create_directory(folder / "folder");
  const std::vector<fs::path> temps{folder.write("t0")};
  const std::vector<fs::path> outputs{folder / "folder"};
  try {
    publish(temps, outputs);
    FAIL() << "a folder was replaced";
  } catch (const util::Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr(outputs[0].string()));
    EXPECT_EQ(error.code(), util::ErrorCode::write_failed);
  }
}

/// Three outputs: a new one, one that is there already, and one that cannot be made because a folder has its name.
struct ThirdFails {
  TempFolder folder;
  std::vector<fs::path> temps{folder.write("t0", "new 0"), folder.write("t1", "new 1"), folder.write("t2", "new 2")};
  std::vector<fs::path> outputs{folder / "a", folder.write("b", "old"), folder / "c"};
  ThirdFails() { fs::create_directory(folder / "c"); }
};

TEST(Publish, TakesBackWhatIsNewWhenALaterOneFails) {
  const ThirdFails files;
  EXPECT_THROW(publish(files.temps, files.outputs), util::Error);
  EXPECT_FALSE(fs::exists(files.outputs[0]));
  EXPECT_EQ(test::read_file(files.outputs[1]), "new 1") << "whole, and the former file is gone";
  EXPECT_TRUE(fs::is_directory(files.outputs[2]));
}

TEST(FinishPublishing, TakesBackWhatItMadeItselfWhenALaterOneFails) {
  const ThirdFails files;
  EXPECT_THROW(finish_publishing(files.temps, files.outputs), util::Error);
  EXPECT_FALSE(fs::exists(files.outputs[0]));
}

TEST(FinishPublishing, GoesOnWhereADeadWorkerStopped) {
  const TempFolder folder;
  const std::vector<fs::path> temps{folder / "t0", folder.write("t1", "new 1")};
  const std::vector<fs::path> outputs{folder.write("a", "new 0"), folder.write("b", "old")};
  EXPECT_THROW(publish(temps, outputs), util::Error) << "a worker must not claim a file that it did not write";
  finish_publishing(temps, outputs);
  EXPECT_EQ(test::read_file(outputs[0]), "new 0");
  EXPECT_EQ(test::read_file(outputs[1]), "new 1");
}

TEST(FinishPublishing, FailsWhenNeitherFileExists) {
  const TempFolder folder;
  const std::vector<fs::path> temps{folder / "t0"};
  const std::vector<fs::path> outputs{folder / "a"};
  EXPECT_THROW(finish_publishing(temps, outputs), util::Error);
}

}  // namespace
}  // namespace resizer::exec
