#include "util/replace_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "support/temp_folder.hpp"
#include "util/child_process.hpp"
#include "util/error.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::HasSubstr;

std::ptrdiff_t files_in(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), {});
}

auto text(std::string contents) {
  return [contents = std::move(contents)](const TextSink& sink) { sink(contents); };
}

TEST(ReplaceFile, MakesANewFileOrReplacesOne) {
  const TempFolder folder;
  replace_file(folder / "a.json", text("first"));
  EXPECT_EQ(test::read_file(folder / "a.json"), "first");
  replace_file(folder / "a.json", text("2"));
  EXPECT_EQ(test::read_file(folder / "a.json"), "2");
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(ReplaceFile, LeavesASymbolicLinkInItsPlace) {
  const TempFolder folder;
  folder.write("real/a.json", "old");
  fs::create_symlink("real/a.json", folder / "link.json");
  replace_file(folder / "link.json", text("new"));
  EXPECT_TRUE(fs::is_symlink(folder / "link.json"));
  EXPECT_EQ(test::read_file(folder / "real/a.json"), "new");
}

TEST(ReplaceFile, LeavesTheFormerFileWhereItFails) {
  const TempFolder folder;
  folder.write("closed/a.json", "old");
  fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
  {
    const test::OrdinaryUser user;
    try {
      replace_file(folder / "closed/a.json", text("new"));
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::permission);
      EXPECT_THAT(error.what(), HasSubstr((folder / "closed/a.json").string()));
    }
  }
  EXPECT_EQ(test::read_file(folder / "closed/a.json"), "old");
  EXPECT_EQ(files_in(folder / "closed"), 1);
}

TEST(ReplaceFile, TakesALongTextPieceByPiece) {
  const TempFolder folder;
  std::string expected;
  replace_file(folder / "a.json", [&](const TextSink& sink) {
    for (int i = 0; i < 100'000; ++i) {
      sink(std::to_string(i));
      expected += std::to_string(i);
    }
  });
  EXPECT_EQ(test::read_file(folder / "a.json"), expected);
}

TEST(ReplaceFile, LeavesNothingOfATextThatBreaksOff) {
  const TempFolder folder;
  folder.write("a.json", "old");
  EXPECT_THROW(replace_file(folder / "a.json",
                            [](const TextSink& sink) {
                              sink(std::string(100'000, 'x'));
                              throw Error(ErrorCode::internal, "no more");
                            }),
               Error);
  EXPECT_EQ(test::read_file(folder / "a.json"), "old");
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(ReplaceFile, NamesAFolderThatIsNotThere) {
  EXPECT_THROW(replace_file("/nowhere/a.json", text("")), Error);
}

TEST(ReplaceFile, RemovesWhatAKilledProcessLeft) {
  const TempFolder folder;
  folder.write("a.json", "old");
  ChildProcess killed = ChildProcess::start([&] {
    replace_file(folder / "a.json", [](const TextSink& sink) {
      sink(std::string(100'000, 'x'));
      ::raise(SIGKILL);
    });
    return 0;
  });
  killed.wait();
  EXPECT_EQ(test::read_file(folder / "a.json"), "old");
  ASSERT_EQ(files_in(folder.path()), 2);
  replace_file(folder / "b.csv", text("whole"));
  EXPECT_TRUE(fs::exists(folder / "a.json"));
  EXPECT_EQ(test::read_file(folder / "b.csv"), "whole");
  EXPECT_EQ(files_in(folder.path()), 2);
}

/// Runs `body` as process 1 of its own namespace where that is allowed, as containers do.
int run_as_first(const std::function<int()>& body) {
  if (::unshare(CLONE_NEWPID) != 0) return body();
  return ChildProcess::start(body).wait().end == ProcessEnd{ExitedWith{0}} ? 0 : 1;
}

TEST(ReplaceFile, OfManyAtOnceLeavesAWholeOneAndMixesNone) {
  const TempFolder folder;
  const std::string letters = "abcdefgh";
  std::vector<ChildProcess> writers;
  for (const char letter : letters) {
    const auto write_both = [&folder, letter] {
      const std::string contents(70'000, letter);
      for (int round = 0; round < 25; ++round) {
        replace_file(folder / std::string(1, letter), text(contents));
        if (test::read_file(folder / std::string(1, letter)) != contents) return 1;
        replace_file(folder / "shared", text(contents));
      }
      return 0;
    };
    writers.push_back(ChildProcess::start([write_both] { return run_as_first(write_both); }));
  }
  for (ChildProcess& writer : writers) EXPECT_EQ(writer.wait().end, ProcessEnd{ExitedWith{0}});
  const std::string shared = test::read_file(folder / "shared");
  EXPECT_EQ(shared, std::string(70'000, shared[0]));
  EXPECT_EQ(files_in(folder.path()), 1 + std::ssize(letters));
}

}  // namespace
}  // namespace resizer::util
