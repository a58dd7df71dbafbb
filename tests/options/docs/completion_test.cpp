#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "options/docs/documents.hpp"
#include "options/table.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::options {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;

using Words = std::vector<std::string>;

/// Where the program is, or nothing.
std::string program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/bin:/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path file = fs::path(folder) / name;
    if (fs::exists(file)) return file;
  }
  return {};
}

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line.substr(0, line.find('\t')));
  return lines;
}

/// Words that bash offers for the last of `words`, as Readline splits the line, in a folder of a file and a folder.
Words bash_offers(const Words& words) {
  const test::TempFolder folder;
  folder.write("resizer.bash", bash_completion());
  folder.write("photos/a.jpg");
  folder.write("plain.txt");
  std::string script = "set -u; source ./resizer.bash; COMP_WORDS=(resizer";
  for (const std::string& word : words) script += " '" + word + "'";
  script += "); COMP_CWORD=" + std::to_string(words.size());
  // What is registered is what is called.
  script += "; $(complete -p resizer | sed 's/.*-F //;s/ .*//'); printf '%s\\n' \"${COMPREPLY[@]}\"";
  const test::Finished finished =
      test::run({.arguments = {program("bash"), "--norc", "-c", script}, .folder = folder.path()});
  EXPECT_EQ(finished.err, "");
  Words offered = lines_of(finished.out);
  std::erase(offered, "");
  return offered;
}

TEST(BashCompletion, IsOfValidSyntax) {
  if (program("bash").empty()) GTEST_SKIP() << "bash is not installed";
  const test::TempFolder folder;
  const test::Finished checked =
      test::run({.arguments = {program("bash"), "-n", folder.write("resizer.bash", bash_completion())}});
  EXPECT_EQ(checked.exit_code, 0);
  EXPECT_EQ(checked.err, "");
}

TEST(BashCompletion, OffersOptionsChoicesAndPaths) {
  if (program("bash").empty()) GTEST_SKIP() << "bash is not installed";
  EXPECT_THAT(bash_offers({"--no-"}), ElementsAre("--no-upscale", "--no-auto-orient", "--no-calibration"));
  EXPECT_THAT(bash_offers({"-"}), IsSupersetOf({"-q", "--quality", "-h", "--help", "-0"}));
  EXPECT_THAT(bash_offers({"--fit", "co"}), ElementsAre("cover", "contain"));
  EXPECT_THAT(bash_offers({"--fit", "=", "co"}), ElementsAre("cover", "contain"));
  EXPECT_THAT(bash_offers({"--fit", "="}), testing::SizeIs(5));
  EXPECT_THAT(bash_offers({"-j", ""}), ElementsAre("auto", "sweep"));
  EXPECT_THAT(bash_offers({"--width", ""}), IsEmpty());
  EXPECT_THAT(bash_offers({"-o", "p"}), ElementsAre("photos"));
  EXPECT_THAT(bash_offers({"--no-upscale", "p"}), UnorderedElementsAre("photos", "plain.txt"));
}

TEST(BashCompletion, OffersEveryOption) {
  if (program("bash").empty()) GTEST_SKIP() << "bash is not installed";
  const Words offered = bash_offers({"-"});
  for (const OptionRow* row : all_rows()) EXPECT_THAT(offered, Contains(std::string(row->name())));
}

TEST(FishCompletion, OffersOptionsAndChoices) {
  if (program("fish").empty()) GTEST_SKIP() << "fish is not installed";
  const test::TempFolder folder;
  folder.write("resizer.fish", fish_completion());
  const auto offers = [&](const std::string& line) {
    const test::Finished finished = test::run(
        {.arguments = {program("fish"), "--no-config", "-c", "source resizer.fish; complete -C '" + line + "'"},
         .folder = folder.path(),
         .environment = {"HOME=" + folder.path().string()}});
    EXPECT_EQ(finished.err, "");
    return lines_of(finished.out);
  };
  EXPECT_THAT(offers("resizer --no-"), UnorderedElementsAre("--no-upscale", "--no-auto-orient"));
  EXPECT_THAT(offers("resizer --fit co"), UnorderedElementsAre("cover", "contain"));
  EXPECT_THAT(offers("resizer --width "), Not(Contains("cover")));
}

TEST(ZshCompletion, IsOfValidSyntax) {
  if (program("zsh").empty()) GTEST_SKIP() << "zsh is not installed";
  const test::TempFolder folder;
  const test::Finished checked =
      test::run({.arguments = {program("zsh"), "-f", "-n", folder.write("_resizer", zsh_completion())}});
  EXPECT_EQ(checked.exit_code, 0);
  EXPECT_EQ(checked.err, "");
}

TEST(ZshCompletion, NamesChoicesAndKindsOfPaths) {
  const std::string script = zsh_completion();
  EXPECT_TRUE(script.starts_with("#compdef resizer\n"));
  for (const char* line : {"'(--fit)--fit=[Fit inside, cover, contain, fill or outside]:FIT:(inside cover contain",
                           "'(-o --out)-o+[Write results to DIR]:DIR:_files -/'", "'*-i+[",
                           "'(--no-upscale)--no-upscale[Never enlarge]'"}) {
    EXPECT_THAT(script, testing::HasSubstr(line));
  }
}

}  // namespace
}  // namespace resizer::options
