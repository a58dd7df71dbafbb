#include "planning/output_naming.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planning/name_folding.hpp"
#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using model::Format;
using test::TempFolder;
using testing::AllOf;
using testing::HasSubstr;

const SameName kNothingFolds = [](const auto&, const auto&, const auto&) { return false; };
const SameName kEverythingFolds = [](const auto&, const auto&, const auto&) { return true; };

/// Files that need not exist, each another one.
std::vector<FoundFile> files_named(const std::vector<std::string>& relatives) {
  std::vector<FoundFile> files;
  for (const std::string& relative : relatives) {
    files.push_back({.path = "in/" + relative, .relative = relative, .id = {1, files.size() + 1}, .bytes = 1});
  }
  return files;
}

model::Options options_for(const fs::path& out, std::optional<Format> format, std::optional<std::string> name = {}) {
  model::Options options;
  options.paths.output_dir = out;
  options.paths.name_template = std::move(name);
  options.resize.sizes = {model::Box{8, std::nullopt}};
  if (format) options.resize.formats = {*format};
  return options;
}

TEST(OutputNaming, TellsInputsApartByTheirExtensions) {
  struct Row {
    std::vector<std::string> inputs;
    std::optional<Format> format;
    std::optional<std::string> name;
    std::vector<std::string> outputs;
    std::size_t renamed;
  };
  const Row rows[] = {
      {{"a.heic", "a.jpg"}, {}, {}, {"a.heic.jpg", "a.jpg"}, 1},
      {{"a.HEIC", "a.jpg"}, {}, {}, {"a.HEIC.jpg", "a.jpg"}, 1},
      {{"a.heic", "a.jpeg"}, {}, {}, {"a.jpg", "a.jpeg"}, 0},
      {{"a.heic", "a.png"}, {}, {}, {"a.jpg", "a.png"}, 0},
      {{"a.jpg", "a.png"}, Format::webp, {}, {"a.webp", "a.png.webp"}, 1},
      {{"a.jpg", "a.png", "a.webp"}, Format::webp, {}, {"a.jpg.webp", "a.png.webp", "a.webp"}, 2},
      {{"sub/a.jpg", "sub/a.png", "a.png"}, Format::webp, {}, {"sub/a.webp", "sub/a.png.webp", "a.webp"}, 1},
      {{"a.jpg", "a.png"}, Format::webp, "{stem}-{width}.{ext}", {"a-8.webp", "a.png-8.webp"}, 1},
      {{"a", "a.png"}, Format::webp, {}, {"a.webp", "a.png.webp"}, 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::PrintToString(row.inputs));
    const NamedJobs named =
        name_outputs(files_named(row.inputs), options_for("out", row.format, row.name), kNothingFolds);
    std::vector<std::string> outputs;
    for (const model::Job& job : named.jobs) outputs.push_back(job.outputs.at(0).lexically_relative("out"));
    EXPECT_EQ(outputs, row.outputs);
    EXPECT_EQ(named.renamed.size(), row.renamed);
  }
}

TEST(OutputNaming, LetsTheInputWithTheExtensionOfAnyOutputKeepTheName) {
  model::Options options = options_for("out", Format::webp);
  options.resize.formats.push_back(Format::jpeg);
  const NamedJobs named = name_outputs(files_named({"a.png", "a.jpg"}), options, kNothingFolds);
  ASSERT_EQ(named.jobs.size(), 2U);
  EXPECT_EQ(named.jobs[0].outputs, (std::vector<fs::path>{"out/a.png.webp", "out/a.png.jpg"}));
  EXPECT_EQ(named.jobs[1].outputs, (std::vector<fs::path>{"out/a.webp", "out/a.jpg"}));
}

TEST(OutputNaming, SaysWhichInputHasAnotherName) {
  const NamedJobs named = name_outputs(files_named({"a.heic", "a.jpg"}), options_for("out", {}), kNothingFolds);
  ASSERT_EQ(named.renamed.size(), 1U);
  EXPECT_EQ(named.renamed[0].input, "in/a.heic");
  EXPECT_EQ(named.renamed[0].output, "out/a.heic.jpg");
  EXPECT_EQ(named.renamed[0].taken_by, "in/a.jpg");
}

TEST(OutputNaming, RenamesAllSizesOfAnInputTogether) {
  model::Options options = options_for("out", {});
  options.resize.sizes = {model::Box{8, std::nullopt}, model::Box{16, std::nullopt}};
  const NamedJobs named = name_outputs(files_named({"a.heic", "a-16.jpg", "a.jpg"}), options, kNothingFolds);
  ASSERT_EQ(named.jobs.size(), 3U);
  EXPECT_THAT(named.jobs[0].outputs, testing::ElementsAre("out/a.heic-8.jpg", "out/a.heic-16.jpg"));
  EXPECT_THAT(named.jobs[2].outputs, testing::ElementsAre("out/a-8.jpg", "out/a-16.jpg"));
}

TEST(OutputNaming, RefusesWhatExtensionsDoNotTellApart) {
  struct Row {
    std::vector<std::string> inputs;
    std::optional<Format> format;
    std::optional<std::string> name;
    SameName same_name;
    std::vector<std::string> named;
  };
  const Row rows[] = {
      {{"a.heic", "a.heic.jpg", "a.jpg"}, {}, {}, kNothingFolds, {"in/a.heic.jpg", "in/a.heic ", "out/a.heic.jpg"}},
      {{"a.jpg", "a.png"}, {}, "x.{ext}", kNothingFolds, {}},
      {{"a.jpg", "b.png"}, Format::webp, "x.{ext}", kNothingFolds, {"in/a.jpg", "in/b.png", "out/x.webp"}},
      {{"A.jpg", "a.jpg"}, {}, {}, kEverythingFolds, {"in/A.jpg", "in/a.jpg", "out/A.jpg", "out/a.jpg"}},
      {{"A.jpg", "a.jpg"}, {}, {}, kNothingFolds, {}},
      {{"A.heic", "a.jpg"}, {}, {}, kEverythingFolds, {}},
      {{"New/x.jpg", "new/x.jpg"}, {}, {}, kEverythingFolds, {"out/New/x.jpg", "out/new/x.jpg"}},
      {{"caf\xC3\xA9.jpg", "cafe\xCC\x81.jpg"}, {}, {}, kEverythingFolds, {"out/caf\xC3\xA9.jpg"}},
      {{"caf\xC3\xA9.jpg", "cafe\xCC\x81.jpg"}, {}, {}, kNothingFolds, {}},
      {{"\xC3\x84.jpg", "\xC3\xA4.jpg"}, {}, {}, kEverythingFolds, {"in/\xC3\x84.jpg", "in/\xC3\xA4.jpg"}},
      {{"caf\xE9.jpg", "caf\xC9.jpg"}, {}, {}, kEverythingFolds, {}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::PrintToString(row.inputs));
    std::string message;
    try {
      name_outputs(files_named(row.inputs), options_for("out", row.format, row.name), row.same_name);
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), util::ErrorCode::conflict);
      message = error.what();
    }
    EXPECT_EQ(message.empty(), row.named.empty()) << message;
    for (const std::string& text : row.named) EXPECT_THAT(message, HasSubstr(text));
  }
}

TEST(OutputNaming, AsksTheFileSystemOnlyAboutNamesThatMayBeOne) {
  std::vector<std::string> asked;
  const SameName same_name = [&](const fs::path&, const std::string& a, const std::string& b) {
    asked.push_back(a + ' ' + b);
    return false;
  };
  name_outputs(files_named({"a.jpg", "b.jpg", "B.jpg", "c.jpg", "sub/b.jpg"}), options_for("out", {}), same_name);
  EXPECT_THAT(asked, testing::ElementsAre("b.jpg B.jpg"));
}

TEST(NameFolding, IsEqualForWhatSomeFileSystemTakesForOne) {
  const std::vector<std::vector<std::string>> families = {
      {"IMG_1.JPG", "img_1.jpg", "Img_1.Jpg"},
      {"caf\xC3\xA9", "cafe\xCC\x81", "CAF\xC3\x89", "CAFE\xCC\x81"},
      {"stra\xC3\x9F"
       "e",
       "STRASSE", "strasse"},
      {"\xCE\xA3\xCE\xA3", "\xCF\x83\xCF\x82"},
      {"\xEA\xB0\x80", "\xE1\x84\x80\xE1\x85\xA1"},
      {"a", "a.", "a ", "A..", "a\xC2\xAD"},
      {"\xE9", "\xE9."},
      {"x\xE9", "X\xE9"},
  };
  for (std::size_t i = 0; i < families.size(); ++i) {
    for (const std::string& name : families[i]) {
      EXPECT_EQ(folded(name), folded(families[i][0])) << name;
      EXPECT_NE(folded(name), folded(families[(i + 1) % families.size()][0])) << name;
    }
  }
}

TEST(NameFolding, AsksTheFileSystem) {
  const TempFolder folder;
  const auto same_name = ask_file_system();
  folder.write("Probe");
  const bool folds = fs::exists(folder / "pROBE");
  fs::remove(folder / "Probe");
  EXPECT_TRUE(same_name(folder.path(), "a.jpg", "a.jpg"));
  EXPECT_EQ(same_name(folder.path(), "a.jpg", "A.jpg"), folds);
  EXPECT_FALSE(same_name(folder.path(), "a.jpg", "b.jpg"));
}

TEST(NameFolding, LeavesNothingBehind) {
  const TempFolder folder;
  {
    const auto same_name = ask_file_system();
    same_name(folder.path(), "a.jpg", "A.jpg");
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

}  // namespace
}  // namespace resizer::planning
