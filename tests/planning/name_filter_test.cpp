#include "planning/name_filter.hpp"

#include <gtest/gtest.h>

namespace resizer::planning {
namespace {

using Patterns = std::vector<std::string>;

TEST(NameFilter, TakesFilesByPatterns) {
  struct Row {
    Patterns include;
    Patterns exclude;
    std::string relative;
    bool taken;
  };
  const Row rows[] = {{{}, {}, "a.jpg", true},
                      {{}, {}, "a.txt", true},
                      {{"IMG*"}, {}, "sub/IMG1.jpg", true},
                      {{"IMG*"}, {}, "sub/DSC1.jpg", false},
                      {{"IMG*", "DSC*"}, {}, "DSC1.jpg", true},
                      {{}, {"*-small.*"}, "a-small.jpg", false},
                      {{}, {"*-small.*"}, "a.jpg", true},
                      {{"IMG*"}, {"*2*"}, "IMG2.jpg", false},
                      {{"2024/*"}, {}, "2024/a.jpg", true},
                      {{"2024/*"}, {}, "2023/a.jpg", false},
                      {{}, {"[ab].jpg"}, "b.jpg", false},
                      {{"caf\xE9*"}, {}, "caf\xE9.jpg", true}};
  for (const Row& row : rows) {
    EXPECT_EQ(NameFilter(row.include, row.exclude).takes_file(row.relative), row.taken)
        << row.relative << " with " << testing::PrintToString(row.include) << testing::PrintToString(row.exclude);
  }
}

TEST(NameFilter, LeavesOutExcludedFoldersOnly) {
  const NameFilter filter({"IMG*"}, {"raw", "old/*"});
  EXPECT_TRUE(filter.takes_folder("2024"));
  EXPECT_FALSE(filter.takes_folder("raw"));
  EXPECT_FALSE(filter.takes_folder("2024/raw"));
  EXPECT_FALSE(filter.takes_folder("old/2001"));
}

}  // namespace
}  // namespace resizer::planning
