#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "architecture/rules.hpp"

namespace resizer::architecture {
namespace {

namespace fs = std::filesystem;

fs::path project() {
  return RESIZER_SOURCE_DIR;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

Directions directions() {
  return Directions(text_of(project() / "src/directions.txt"));
}

std::vector<SourceFile> project_sources() {
  std::vector<SourceFile> files;
  for (const char* root : {"src", "include"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(project() / root)) {
      const fs::path extension = entry.path().extension();
      if (extension != ".hpp" && extension != ".cpp") continue;
      files.push_back({entry.path().lexically_relative(project()).string(), text_of(entry.path())});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

TEST(Project, KeepsTheRulesOfTheArchitecture) {
  const std::vector<SourceFile> files = project_sources();
  EXPECT_GT(files.size(), 10U);
  for (const Violation& violation : violations(files, directions())) ADD_FAILURE() << violation;
}

TEST(Project, HasARowForEveryFolder) {
  for (const std::string& part : directions().parts()) {
    const fs::path path = project() / "src" / part;
    EXPECT_TRUE(fs::is_directory(path) || fs::exists(path.string() + ".hpp") || fs::exists(path.string() + ".cpp"))
        << part << " is not there";
  }
}

TEST(Project, NamesFilesInItsGuideThatAreThere) {
  const std::string guide = text_of(project() / "ARCHITECTURE.md");
  static const std::regex quoted(R"(`((?:src|docs|scripts|tests)/[\w./]+)`)");
  int count = 0;
  for (std::sregex_iterator match(guide.begin(), guide.end(), quoted); match != std::sregex_iterator(); ++match) {
    EXPECT_TRUE(fs::exists(project() / (*match)[1].str())) << (*match)[1];
    ++count;
  }
  EXPECT_GT(count, 20);
}

using Names = std::set<std::string>;

/// What cmake/Dependencies.cmake looks for.
Names found_by_cmake() {
  const std::string text = text_of(project() / "cmake/Dependencies.cmake");
  Names names;
  static const std::regex find_package(R"(find_package\((\w+))");
  for (std::sregex_iterator match(text.begin(), text.end(), find_package); match != std::sregex_iterator(); ++match) {
    names.insert((*match)[1]);
  }
  static const std::regex module_list(R"(foreach\(module ([^)]+)\))");
  std::smatch match;
  EXPECT_TRUE(std::regex_search(text, match, module_list));
  std::istringstream modules(match[1]);
  names.insert(std::istream_iterator<std::string>(modules), {});
  names.erase("Threads");  // Part of the C library.
  return names;
}

/// What the packages in scripts/dependencies.sh are listed for: the middle column of its table.
Names listed_in_script() {
  Names names;
  std::istringstream lines(text_of(project() / "scripts/dependencies.sh"));
  static const std::regex row(R"(^[a-z][\w.+-]* *\| ([^|]+)\|.*)");
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, row)) continue;
    std::istringstream column(match[1]);
    names.insert(std::istream_iterator<std::string>(column), {});
  }
  names.erase("-");
  return names;
}

TEST(Project, InstallsWhatItsBuildLooksFor) {
  EXPECT_THAT(found_by_cmake(), testing::Contains("zimg"));
  EXPECT_EQ(listed_in_script(), found_by_cmake());
}

}  // namespace
}  // namespace resizer::architecture
