#include "resizer/util/private_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "resizer/util/child_process.hpp"
#include "support/dead_process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

TEST(PrivateFolder, IsForThisUserAloneAndIsRemoved) {
  const TempFolder place;
  {
    const PrivateFolder folder(place.path());
    std::ofstream(folder / "a") << "something";
    EXPECT_EQ(fs::status(folder / ".").permissions(), fs::perms::owner_all);
    EXPECT_THAT(names_in(place.path()),
                testing::ElementsAre(testing::StartsWith("resizer-" + std::to_string(::getpid()) + "-")));
  }
  EXPECT_THAT(names_in(place.path()), testing::IsEmpty());
}

TEST(PrivateFolder, OfAKilledProcessIsRemovedByTheNext) {
  const TempFolder place;
  ChildProcess killed = ChildProcess::start([&] {
    const PrivateFolder folder(place.path());
    std::ofstream(folder / "a") << "something";
    ::raise(SIGKILL);
    return 0;
  });
  killed.wait();
  ASSERT_EQ(names_in(place.path()).size(), 1U);
  { const PrivateFolder folder(place.path()); }
  EXPECT_THAT(names_in(place.path()), testing::IsEmpty());
}

TEST(PrivateFolder, LeavesAloneWhatIsNotSuchAFolder) {
  const TempFolder place;
  const std::string dead = std::to_string(test::dead_process());
  const std::string alive = std::to_string(::getppid());
  place.write("elsewhere/a", "precious");
  place.write("resizer-" + dead + "-abcdef.txt", "");
  place.write("resizer-" + dead + "-fedcba", "a file");
  for (const std::string& name : {"resizer-" + alive + "-abcdef", "resizer-" + dead, "other-" + dead + "-abcdef",
                                  "resizer-" + dead + "x-abcde", std::string("resizer--abcdef")}) {
    fs::create_directory(place / name);
  }
  fs::create_directory_symlink("elsewhere", place / ("resizer-" + dead + "-linked"));
  const auto before = names_in(place.path());
  { const PrivateFolder folder(place.path()); }
  EXPECT_THAT(names_in(place.path()), testing::UnorderedElementsAreArray(before));
  EXPECT_EQ(test::read_file(place / "elsewhere/a"), "precious");
}

TEST(PrivateFolder, OfAnotherUserStays) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a folder to another user";
  const TempFolder place;
  const fs::path other = place / ("resizer-" + std::to_string(test::dead_process()) + "-abcdef");
  fs::create_directory(other);
  ASSERT_EQ(::chown(other.c_str(), 12345, 12345), 0);
  { const PrivateFolder folder(place.path()); }
  EXPECT_TRUE(fs::exists(other));
}

}  // namespace
}  // namespace resizer::util
