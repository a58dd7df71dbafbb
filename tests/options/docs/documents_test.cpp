#include "options/docs/documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "options/help.hpp"
#include "options/table.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::options {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

fs::path project() {
  return RESIZER_SOURCE_DIR;
}

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(Documents, OptionsPageIsWhatTheTableGives) {
  EXPECT_EQ(text_of(project() / "docs/options.md"), markdown_page())
      << "copy documents/options.md from the build folder to docs/";
}

TEST(Documents, HaveEveryOption) {
  for (const auto& [file_name, text] : documents("1.2.3")) {
    for (const OptionRow* row : all_rows()) {
      std::string name(row->name().substr(row->name().find_first_not_of('-')));
      if (file_name == "resizer.1") name = std::regex_replace(name, std::regex("-"), "\\-");
      EXPECT_THAT(text, HasSubstr(name)) << file_name;
    }
  }
  EXPECT_THAT(man_page("1.2.3"), HasSubstr("resizer 1.2.3"));
}

TEST(Documents, ManPageIsSetWithoutWarnings) {
  if (!fs::exists("/usr/bin/groff")) GTEST_SKIP() << "groff is not installed";
  const test::TempFolder folder;
  const fs::path page = folder.write("resizer.1", man_page("1.2.3"));
  const test::Finished set =
      test::run({.arguments = {"/usr/bin/groff", "-man", "-ww", "-Tutf8", "-P-cbou", page.string()}});
  EXPECT_EQ(set.exit_code, 0);
  EXPECT_EQ(set.err, "");
  for (const char* text : {"NAME", "--shrink-on-load FACTOR", "EXIT STATUS", "resizer photos --out small"}) {
    EXPECT_THAT(set.out, HasSubstr(text));
  }
}

/// The options that a text names, such as "--width".
std::vector<std::string> options_in(const std::string& text) {
  static const std::regex option("(^|[^-\\w])(--[a-z][a-z0-9]*(-[a-z0-9]+)*)");
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), option); match != std::sregex_iterator(); ++match) {
    found.push_back((*match)[2]);
  }
  return found;
}

TEST(Readme, NamesNoOptionThatIsNotInTheTable) {
  const std::string readme = text_of(project() / "README.md");
  const std::vector<std::string> of_other_programs{"--build", "--install", "--prefix", "--target", "--photos"};
  int count = 0;
  for (const std::string& name : options_in(readme)) {
    const bool is_ours = std::ranges::count(of_other_programs, name) == 0;
    EXPECT_TRUE(!is_ours || find_row(name) != nullptr) << name;
    count += is_ours ? 1 : 0;
  }
  EXPECT_GT(count, 10);
}

TEST(Messages, NameOptionsThatAreInTheTable) {
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(project() / "src")) {
    if (entry.path().extension() != ".cpp") continue;
    std::istringstream lines(text_of(entry.path()));
    for (std::string line; std::getline(lines, line);) {
      const bool is_text = line.find('"') != std::string::npos && line.find("///") == std::string::npos;
      const std::string folder = entry.path().parent_path().filename();
      const bool is_of_others =
          folder == "options" || folder == "html" || folder == "charts";  // The table itself, and CSS.
      if (!is_text || is_of_others) continue;
      for (const std::string& name : options_in(line)) {
        EXPECT_NE(find_row(name), nullptr) << entry.path() << ": " << name;
        ++count;
      }
    }
  }
  EXPECT_GE(count, 30);
}

}  // namespace
}  // namespace resizer::options
