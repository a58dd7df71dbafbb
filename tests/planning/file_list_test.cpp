#include "planning/file_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(FileList, IsSplitAtItsSeparator) {
  EXPECT_THAT(split_file_list("a.jpg\nb c.jpg\n", '\n'), ElementsAre("a.jpg", "b c.jpg"));
  EXPECT_THAT(split_file_list("a.jpg\n\n\nb.jpg", '\n'), ElementsAre("a.jpg", "b.jpg"));
  EXPECT_THAT(split_file_list(std::string("a\nb.jpg\0c.jpg\0", 14), '\0'), ElementsAre("a\nb.jpg", "c.jpg"));
  EXPECT_THAT(split_file_list("", '\n'), ElementsAre());
}

TEST(FileList, MayComeFromWindows) {
  EXPECT_THAT(split_file_list("a.jpg\r\nb c.jpg\r\n", '\n'), ElementsAre("a.jpg", "b c.jpg"));
  EXPECT_THAT(split_file_list("a.jpg\r\n\r\nb.jpg\nc.jpg\r", '\n'), ElementsAre("a.jpg", "b.jpg", "c.jpg"));
  EXPECT_THAT(split_file_list("\xEF\xBB\xBF"
                              "a.jpg\r\n",
                              '\n'),
              ElementsAre("a.jpg"));
  EXPECT_THAT(split_file_list(std::string("a.jpg\r\0b.jpg\0", 13), '\0'), ElementsAre("a.jpg\r", "b.jpg"));
}

TEST(FileList, IsReadFromAFile) {
  const TempFolder folder;
  const fs::path list = folder.write("list", "a.jpg\nb.jpg\n");
  EXPECT_THAT(read_file_list(list, '\n'), ElementsAre("a.jpg", "b.jpg"));
}

TEST(FileList, ThatCannotBeReadIsNamed) {
  const TempFolder folder;
  for (const fs::path& list : {folder / "missing", folder.path()}) {
    try {
      read_file_list(list, '\n');
      FAIL() << list << " was read";
    } catch (const util::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(list.string()));
    }
  }
}

TEST(FileList, KeepsTheFoldersOfPathsThatStayBelow) {
  struct Row {
    std::string listed;
    std::string relative;
  };
  const Row rows[] = {
      {"a.jpg", "a.jpg"},        {"./a.jpg", "a.jpg"},  {"sub/a.jpg", "sub/a.jpg"},     {"./sub//a.jpg", "sub/a.jpg"},
      {"sub/../a.jpg", "a.jpg"}, {"../a.jpg", "a.jpg"}, {"sub/../../b/a.jpg", "a.jpg"}, {"/photos/sub/a.jpg", "a.jpg"}};
  for (const Row& row : rows) EXPECT_EQ(listed_relative(row.listed), row.relative) << row.listed;
}

}  // namespace
}  // namespace resizer::planning
