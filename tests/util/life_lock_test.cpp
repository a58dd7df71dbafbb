#include "resizer/util/life_lock.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "resizer/util/child_process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

TEST(LifeLock, TellsTheLivingFromTheDead) {
  const test::TempFolder folder;
  const Pipe made = make_pipe();
  ChildProcess maker = ChildProcess::start([&] {
    const LifeLock lock(folder / "lock");
    static_cast<void>(::write(made.write_end.get(), "x", 1) == 1);
    for (;;) ::pause();
    return 0;
  });
  char byte = 0;
  ASSERT_EQ(::read(made.read_end.get(), &byte, 1), 1);
  EXPECT_EQ(owner_of(folder / "lock"), Owner::alive);
  maker.kill(SIGKILL);
  maker.wait();
  EXPECT_EQ(owner_of(folder / "lock"), Owner::dead);
}

TEST(LifeLock, IsThisProcessesOwnToo) {
  const test::TempFolder folder;
  {
    const LifeLock lock(folder / "lock");
    EXPECT_EQ(owner_of(folder / "lock"), Owner::alive);
  }
  EXPECT_EQ(owner_of(folder / "lock"), Owner::dead);
}

TEST(LifeLock, LeavesAFileThatIsThere) {
  const test::TempFolder folder;
  folder.write("lock", "somebody's");
  const LifeLock lock(folder / "lock");
  EXPECT_EQ(test::read_file(folder / "lock"), "somebody's");
  EXPECT_EQ(owner_of(folder / "lock"), Owner::unknown);
}

TEST(LifeLock, ThatIsNoneProvesNothing) {
  const test::TempFolder folder;
  folder.write("empty", "");
  folder.write("other", "0b1c2d3e-0000-0000-0000-000000000000");
  fs::create_symlink("empty", folder / "link");
  fs::create_directory(folder / "folder");
  for (const char* name : {"empty", "other", "link", "folder", "missing"}) {
    EXPECT_EQ(owner_of(folder / name), Owner::unknown) << name;
  }
}

}  // namespace
}  // namespace resizer::util
