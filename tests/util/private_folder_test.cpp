#include "util/private_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "support/temp_folder.hpp"
#include "util/child_process.hpp"
#include "util/error.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

/// As mkdir and touch would make them, for a user who has reasons of his own.
fs::path make_old(const TempFolder& place, const std::string& name) {
  fs::create_directory(place / name);
  place.write(name + "/photo.jpg", "precious");
  fs::last_write_time(place / name, fs::file_time_type::clock::now() - std::chrono::hours(1000));
  return place / name;
}

/// What a killed process leaves in `place`.
fs::path leave_behind(const TempFolder& place) {
  const std::vector<std::string> before = names_in(place.path());
  ChildProcess killed = ChildProcess::start([&] {
    const PrivateFolder folder(place.path());
    const PrivateFolder sibling(place.path(), folder);
    std::ofstream(folder / "a") << "something";
    fs::create_directory(folder / "b");
    std::ofstream(sibling / "c") << "something";
    ::raise(SIGKILL);
    return 0;
  });
  killed.wait();
  EXPECT_EQ(names_in(place.path()).size(), before.size() + 2);
  for (const fs::directory_entry& entry : fs::directory_iterator(place.path())) {
    if (fs::exists(entry.path() / "a")) return entry.path();
  }
  return {};
}

TEST(PrivateFolder, IsForThisUserAloneAndIsRemoved) {
  const TempFolder place;
  {
    const PrivateFolder folder(place.path());
    std::ofstream(folder / "a") << "something";
    EXPECT_EQ(fs::status(folder.path()).permissions(), fs::perms::owner_all);
    EXPECT_THAT(names_in(place.path()), testing::ElementsAre(testing::MatchesRegex("\\.rsz-[0-9a-f]+")));
  }
  EXPECT_THAT(names_in(place.path()), testing::IsEmpty());
}

TEST(PrivateFolder, OfAKilledProcessIsRemovedByTheNext) {
  const TempFolder place;
  leave_behind(place);
  { const PrivateFolder folder(place.path()); }
  EXPECT_THAT(names_in(place.path()), testing::IsEmpty());
}

TEST(PrivateFolder, OfALivingProcessStays) {
  const TempFolder place;
  const PrivateFolder mine(place.path());
  const PrivateFolder sibling(place.path(), mine);
  ChildProcess other = ChildProcess::start([&] {
    const PrivateFolder folder(place.path());
    return fs::exists(mine / "lock") && fs::exists(sibling / "lock") ? 0 : 1;
  });
  EXPECT_EQ(other.wait().end, ProcessEnd{ExitedWith{0}});
}

TEST(PrivateFolder, WhoseLockProvesNothingStaysForADay) {
  struct Row {
    const char* what;
    std::function<void(const fs::path& folder)> change;
  };
  const std::vector<Row> rows{
      {"made on another host", [](const fs::path& folder) { std::ofstream(folder / "lock") << "another boot id"; }},
      {"made where there are no locks", [](const fs::path& folder) { std::ofstream(folder / "lock") << "not locked"; }},
  };
  for (const Row& row : rows) {
    const TempFolder place;
    const fs::path folder = leave_behind(place);
    row.change(folder);
    remove_stale_folders(place.path());
    EXPECT_TRUE(fs::exists(folder / "a")) << row.what;
    fs::last_write_time(folder, fs::file_time_type::clock::now() - std::chrono::hours(25));
    remove_stale_folders(place.path());
    EXPECT_FALSE(fs::exists(folder)) << row.what;
  }
}

TEST(PrivateFolder, OfAMakerKilledAtItsStartIsRemovedAtOnce) {
  const TempFolder place;
  fs::create_directory(place / ".rsz-0000000000000000");
  fs::create_directory(place / ".rsz-0000000000000001");
  place.write(".rsz-0000000000000001/lock", "");
  remove_stale_folders(place.path());
  EXPECT_THAT(names_in(place.path()), testing::IsEmpty());
}

/// A cleaner may come at any instant between the making of the folder and that of its lock.
TEST(PrivateFolder, IsMadeWhileAnotherProcessCleansUp) {
  const TempFolder place;
  ChildProcess cleaner = ChildProcess::start([&] {
    for (;;) remove_stale_folders(place.path());
    return 0;
  });
  for (int round = 0; round < 300; ++round) {
    const PrivateFolder folder(place.path());
    const PrivateFolder sibling(place.path(), folder);
    std::ofstream(folder / "a") << "something";
    ASSERT_TRUE(fs::exists(folder / "a") && fs::exists(folder / "lock")) << round;
    ASSERT_TRUE(fs::exists(sibling / "lock")) << round;
  }
  cleaner.kill(SIGKILL);
  cleaner.wait();
}

TEST(PrivateFolder, LeavesAloneWhatIsNotSuchAFolder) {
  const TempFolder place;
  const TempFolder other_place;
  const fs::path stale = leave_behind(other_place);
  std::vector<fs::path> kept{place.write("elsewhere/lock"), make_old(place, ".rsz-0123456789abcdef") / "photo.jpg",
                             place.write(".rsz-0123456789abcde0", "a photo of that name"),
                             place.write(".rsz-0123456789abcde0.tmp", "another")};
  for (const char* name : {".rsz-", ".rsz-0123456789abcde", ".rsz-0123456789abcdefa", ".rsz-0123456789ABCDEF",
                           "rsz-0123456789abcdef", ".rsz-0123456789abcdeg"}) {
    fs::copy(stale, place / name, fs::copy_options::recursive);
    kept.push_back(place / name / "a");
  }
  fs::create_directory_symlink("elsewhere", place / ".rsz-fedcba9876543210");
  fs::copy(stale, place / stale.filename(), fs::copy_options::recursive);
  remove_stale_folders(place.path());
  for (const fs::path& path : kept) EXPECT_TRUE(fs::exists(path)) << path;
  EXPECT_FALSE(fs::exists(place / stale.filename())) << "this proved nothing";
}

TEST(PrivateFolder, OfAnotherUserStays) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a folder to another user";
  const TempFolder place;
  const fs::path other = leave_behind(place);
  ASSERT_EQ(::chown(other.c_str(), 12345, 12345), 0);
  remove_stale_folders(place.path());
  EXPECT_TRUE(fs::exists(other / "a"));
}

TEST(PrivateFolder, DoesNotMatterWhereNoFolderIs) {
  remove_stale_folders("/no/such/folder");
  EXPECT_THROW(PrivateFolder("/no/such/folder"), Error);
}

}  // namespace
}  // namespace resizer::util
