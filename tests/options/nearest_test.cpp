#include "options/nearest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace resizer::options {
namespace {

TEST(Nearest, CountsLettersAddedLeftOutChangedAndSwapped) {
  struct Row {
    std::string_view a;
    std::string_view b;
    std::size_t distance;
  };
  for (const auto& [a, b, distance] : {Row{"", "", 0}, Row{"width", "width", 0}, Row{"widht", "width", 1},
                                       Row{"with", "width", 1}, Row{"wiidth", "width", 1}, Row{"wadth", "width", 1},
                                       Row{"", "abc", 3}, Row{"abc", "", 3}, Row{"ab", "cd", 2}}) {
    EXPECT_EQ(edit_distance(a, b), distance) << a << ' ' << b;
    EXPECT_EQ(edit_distance(b, a), distance) << a << ' ' << b;
  }
}

TEST(Nearest, WordIsOneWithinAThirdOfTheLetters) {
  constexpr std::array<std::string_view, 4> kWords{"lanczos3", "bicubic", "box", "b"};
  EXPECT_EQ(nearest_word("lanczos", kWords), "lanczos3");
  EXPECT_EQ(nearest_word("lan", kWords), "lanczos3");
  EXPECT_EQ(nearest_word("bikubik", kWords), "bicubic");
  EXPECT_EQ(nearest_word("bx", kWords), "box");
  EXPECT_EQ(nearest_word("c", kWords), std::nullopt);
  EXPECT_EQ(nearest_word("mitchell", kWords), std::nullopt);
  EXPECT_EQ(nearest_word("", kWords), std::nullopt);
  EXPECT_EQ(nearest_word(std::string(1'000'000, 'b'), kWords), std::nullopt);
}

TEST(Nearest, OptionIsWhatOthersCallItOrWhatLooksLikeIt) {
  const std::pair<const char*, const char*> rows[] = {
      {"--widht", "--width"},     {"--hieght=9", "--height"},      {"--workers", "--jobs"}, {"--worker", "--jobs"},
      {"--dest", "--out"},        {"--resize", "--width"},         {"-width", "--width"},   {"--WIDTH", "--width"},
      {"--formt", "--format"},    {"--no-upscal", "--no-upscale"}, {"--log", "--log-file"}, {"--bg", "--background"},
      {"--verison", "--version"}, {"--force", "--overwrite"}};
  for (const auto& [typed, meant] : rows) EXPECT_EQ(nearest_option(typed), meant) << typed;
  for (const char* typed : {"--frobnicate", "-x", "--", "-", "", "--="}) {
    EXPECT_EQ(nearest_option(typed), std::nullopt) << typed;
  }
}

}  // namespace
}  // namespace resizer::options
