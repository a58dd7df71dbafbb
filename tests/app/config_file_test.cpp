#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/command_line.hpp"
#include "support/temp_folder.hpp"

namespace resizer::app {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

/// What becomes of "resizer photos --out small --config FILE" with `more`, where FILE holds `config`.
std::variant<model::Options, Exit> parse_with(const std::string& config, std::vector<const char*> more = {}) {
  const test::TempFolder folder;
  const std::string file = folder.write("my.toml", config);
  more.insert(more.begin(), {"resizer", "photos", "--out", "small", "--config", file.c_str()});
  return parse_command_line(static_cast<int>(more.size()), more.data());
}

model::Options options_of(const std::string& config, std::vector<const char*> more = {}) {
  const auto result = parse_with(config, std::move(more));
  const auto* exit = std::get_if<Exit>(&result);
  EXPECT_EQ(exit, nullptr) << exit->text;
  return exit == nullptr ? std::get<model::Options>(result) : model::Options();
}

TEST(ConfigFile, TakesEveryKindOfOption) {
  const model::Options options = options_of(
      "# sizes\nwidth = [\n  400,  # phones\n  800\n]\n\njobs = 1,2\nrecursive = true\nkeep-dates = false\n"
      "name = \"{stem} {width}.{ext}\"\ninclude = ['*.jpg', \"*.png\"]\nq = 90\nfit = Cover\n");
  EXPECT_EQ(options.resize.sizes.size(), 2U);
  EXPECT_THAT(std::get<std::vector<unsigned>>(options.run.jobs), ElementsAre(1, 2));
  EXPECT_TRUE(options.paths.recursive);
  EXPECT_FALSE(options.paths.keep_dates);
  EXPECT_EQ(options.paths.name_template, "{stem} {width}.{ext}");
  EXPECT_THAT(options.paths.include, ElementsAre("*.jpg", "*.png"));
  EXPECT_EQ(options.resize.quality, 90);
  EXPECT_EQ(options.resize.fit, model::Fit::cover);
}

TEST(ConfigFile, LeavesToTheCommandLineWhatIsGivenThere) {
  const model::Options options =
      options_of("width = 400\ninclude = \"*.png\"\nin = \"more\"\n", {"--width", "800", "--include", "*.jpg"});
  EXPECT_THAT(options.resize.sizes, ElementsAre(model::Box{800, std::nullopt}));
  EXPECT_THAT(options.paths.include, ElementsAre("*.jpg"));
  EXPECT_THAT(options.paths.inputs, ElementsAre("more", "photos"));
}

TEST(ConfigFile, NamesFileLineAndWhatWasMeant) {
  const std::pair<const char*, const char*> rows[] = {
      {"width = 8\n\nwidht = 800\n", "my.toml:3: unknown option widht; did you mean width?"},
      {"width = 8\nthreads = 3\n", "my.toml:2: unknown option threads; did you mean jobs?"},
      {"long_edge = 8\n", "my.toml:1: unknown option long_edge; did you mean long-edge?"},
      {"zzzz\n", "my.toml:1: unknown option zzzz; write NAME = VALUE with the name of an option, such as width = 800"},
      {"width = [\n 8,\n 9\n]\nfit = covr\n",
       "my.toml:5: fit covr: did you mean cover? choose inside, cover, contain, fill or outside"},
      {"recursive = maybe\n", "my.toml:1: recursive is on or off: give true or false"},
      {"quality = 80, 90\n", "my.toml:1: quality: give one value, in quotes if it has spaces or commas"},
      {"out = my photos\n", "my.toml:1: out: give one value, in quotes if it has spaces or commas"},
      {"name = \"a#b.{ext}\"\n", "my.toml:1: name: the quotes do not close; # begins a comment, in quotes too"},
      {"width = [8,\n9\n", "my.toml:1: the list is not closed: ] is missing"},
      {"[sizes]\nwidth = 8\n", "my.toml:1: unknown section [sizes]; options belong to no section"},
      {"config = \"other.toml\"\n", "my.toml:1: config belongs on the command line"},
      {"help = true\n", "my.toml:1: help belongs on the command line"}};
  for (const auto& [config, message] : rows) {
    const auto result = parse_with(config);
    ASSERT_TRUE(std::holds_alternative<Exit>(result)) << config;
    EXPECT_EQ(std::get<Exit>(result).code, 2);
    EXPECT_THAT(std::get<Exit>(result).text, EndsWith(message));
    EXPECT_THAT(std::get<Exit>(result).text, Not(HasSubstr("Could not convert")));
  }
}

TEST(ConfigFile, IsCheckedEvenWhereTheCommandLineHasTheOption) {
  const auto result = parse_with("width = wide\n", {"--width", "8"});
  ASSERT_TRUE(std::holds_alternative<Exit>(result));
  EXPECT_THAT(std::get<Exit>(result).text, HasSubstr("my.toml:1: width wide"));
}

}  // namespace
}  // namespace resizer::app
