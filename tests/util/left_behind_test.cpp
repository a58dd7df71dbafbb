#include "resizer/util/left_behind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "support/dead_process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;
using testing::UnorderedElementsAre;

TEST(MakerInName, IsTheNumberBehindThePrefix) {
  const struct {
    std::string name;
    pid_t pid;
    std::string rest;
  } rows[] = {{"a-1", 1, ""}, {"a-4194304.tmp", 4'194'304, ".tmp"}, {"a-007-x", 7, "-x"}};
  for (const auto& row : rows) {
    const std::optional<MakerInName> maker = maker_in_name(row.name, "a-");
    ASSERT_TRUE(maker) << row.name;
    EXPECT_EQ(maker->pid, row.pid) << row.name;
    EXPECT_EQ(maker->rest, row.rest) << row.name;
  }
}

TEST(MakerInName, IsNotInNamesOfOthers) {
  for (const char* const name : {"", "a-", "a", "b-1", "xa-1", "a-x1", "a-0", "a--1", "a- 1", "a-99999999999.tmp"}) {
    EXPECT_FALSE(maker_in_name(name, "a-")) << name;
  }
}

std::optional<pid_t> maker_of(std::string_view name) noexcept {
  const std::optional<MakerInName> maker = maker_in_name(name, "a-");
  return maker && maker->rest == ".tmp" ? std::optional(maker->pid) : std::nullopt;
}

TEST(LeftBehind, IsWhatTheDeadHaveMade) {
  const test::TempFolder folder;
  const std::string dead = std::to_string(test::dead_process());
  const fs::path of_dead = folder.write("a-" + dead + ".tmp");
  const fs::path of_this = folder.write("a-" + std::to_string(::getpid()) + ".tmp");
  folder.write("a-" + std::to_string(::getppid()) + ".tmp");
  folder.write("a-" + dead + ".txt");
  folder.write("photo.jpg");
  EXPECT_THAT(left_behind_in(folder.path(), maker_of, OwnId::in_use), UnorderedElementsAre(of_dead));
  EXPECT_THAT(left_behind_in(folder.path(), maker_of, OwnId::left_behind), UnorderedElementsAre(of_dead, of_this));
}

TEST(LeftBehind, IsNothingWhereNoFolderIs) {
  EXPECT_THAT(left_behind_in("/no/such/folder", maker_of, OwnId::left_behind), testing::IsEmpty());
}

}  // namespace
}  // namespace resizer::util
