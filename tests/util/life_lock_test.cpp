#include "util/life_lock.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>

#include "support/temp_folder.hpp"
#include "util/child_process.hpp"
#include "util/error.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

TEST(LifeLock, TellsTheLivingFromTheDead) {
  const test::TempFolder folder;
  const Pipe made = make_pipe();
  ChildProcess maker = ChildProcess::start([&] {
    const auto lock = LifeLock::make(folder / "lock");
    static_cast<void>(::write(made.write_end.get(), "x", 1) == 1);
    for (;;) ::pause();
    return 0;
  });
  char byte = 0;
  ASSERT_EQ(::read(made.read_end.get(), &byte, 1), 1);
  EXPECT_EQ(inspect_lock(folder / "lock").owner, Owner::alive);
  maker.kill(SIGKILL);
  maker.wait();
  EXPECT_EQ(inspect_lock(folder / "lock").owner, Owner::dead);
}

TEST(LifeLock, IsThisProcessesOwnToo) {
  const test::TempFolder folder;
  {
    const auto lock = LifeLock::make(folder / "lock");
    EXPECT_EQ(inspect_lock(folder / "lock").owner, Owner::alive);
  }
  EXPECT_EQ(inspect_lock(folder / "lock").owner, Owner::dead);
}

TEST(LifeLock, LeavesAFileThatIsThere) {
  const test::TempFolder folder;
  folder.write("lock", "somebody's");
  EXPECT_THROW(LifeLock::make(folder / "lock"), Error);
  EXPECT_EQ(test::read_file(folder / "lock"), "somebody's");
  EXPECT_EQ(inspect_lock(folder / "lock").owner, Owner::unknown);
}

TEST(LifeLock, IsNotMadeWhereTheFolderIsGone) {
  const test::TempFolder folder;
  EXPECT_FALSE(LifeLock::make(folder / "gone" / "lock"));
}

TEST(LifeLock, OfAMakerThatDiedBeforeItLocked) {
  const test::TempFolder folder;
  folder.write("lock", "");
  const Ownership first = inspect_lock(folder / "lock");
  EXPECT_EQ(first.owner, Owner::dead);
  EXPECT_EQ(inspect_lock(folder / "lock").owner, Owner::alive) << "the claim of the first keeps it from others";
}

TEST(LifeLock, ThatIsNoneProvesNothing) {
  const test::TempFolder folder;
  folder.write("unlocked", "not locked");
  folder.write("other", "0b1c2d3e-0000-0000-0000-000000000000");
  fs::create_symlink("empty", folder / "link");
  fs::create_directory(folder / "folder");
  for (const char* name : {"unlocked", "other", "link", "folder", "missing"}) {
    EXPECT_EQ(inspect_lock(folder / name).owner, Owner::unknown) << name;
  }
}

/// A maker and a cleaner race; a maker that was given its lock keeps the file.
TEST(LifeLock, IsHeldOrNotGiven) {
  const test::TempFolder folder;
  ChildProcess cleaner = ChildProcess::start([&] {
    for (;;) {
      for (const fs::directory_entry& entry : fs::directory_iterator(folder.path())) {
        const Ownership ownership = inspect_lock(entry.path());
        if (ownership.owner == Owner::dead) ::unlink(entry.path().c_str());
      }
    }
    return 0;
  });
  int given = 0;
  for (int round = 0; round < 3000; ++round) {
    const fs::path file = folder / std::to_string(round);
    if (const auto lock = LifeLock::make(file)) {
      ++given;
      ASSERT_TRUE(fs::exists(file)) << round;
      ::unlink(file.c_str());
    }
  }
  EXPECT_GT(given, 0);
  cleaner.kill(SIGKILL);
  cleaner.wait();
}

}  // namespace
}  // namespace resizer::util
