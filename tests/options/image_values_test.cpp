#include "options/image_values.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace resizer::options {
namespace {

/// The value in the words of `describe`; empty if it is refused, which must say what to give instead.
template <class Parse>
std::string parsed(std::string_view option, const std::string& text, Parse parse) {
  try {
    return describe(parse(Argument{option, text}));
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::usage) << text;
    EXPECT_NE(std::string(error.what()).find(": give "), std::string::npos) << error.what();
    return {};
  }
}

TEST(ParseCrop, TakesPixelsAndPercent) {
  struct Row {
    std::string text;
    std::string crop;
  };
  const Row rows[] = {{"100,50,800,600", "100,50,800,600"},
                      {"0,0,1,1", "0,0,1,1"},
                      {"10%,0%,80%,100%", "10%,0%,80%,100%"},
                      {"12.5%,0,50%,20", "12.5%,0,50%,20"},
                      {"50%,50%,50%,50%", "50%,50%,50%,50%"},
                      {"", ""},
                      {"1,2,3", ""},
                      {"1,2,3,4,5", ""},
                      {"1,2,,4", ""},
                      {"1,2,3,4,", ""},
                      {"1,2,0,4", ""},
                      {"1,2,3,0%", ""},
                      {"-1,2,3,4", ""},
                      {"1.5,2,3,4", ""},
                      {"60%,0,50%,10", ""},
                      {"0,51%,10,50%", ""},
                      {"100%,0,10,10", ""},
                      {"101%,0,10,10", ""},
                      {"nan%,0,10,10", ""},
                      {"1,2,3,2000000", ""},
                      {"a,b,c,d", ""}};
  for (const auto& [text, crop] : rows) EXPECT_EQ(parsed("--crop", text, parse_crop), crop) << text;
}

TEST(ParseSharpening, TakesARadiusAndAnAmount) {
  struct Row {
    std::string text;
    std::string sharpening;
  };
  const Row rows[] = {{"screen", "0.6,0.5"},
                      {"SCREEN", "0.6,0.5"},
                      {"1,0.8", "1,0.8"},
                      {"0.2,0.01", "0.2,0.01"},
                      {"5,5", "5,5"},
                      {"", ""},
                      {"1", ""},
                      {"1,", ""},
                      {",1", ""},
                      {"1,1,1", ""},
                      {"0.1,1", ""},
                      {"5.1,1", ""},
                      {"1,0", ""},
                      {"1,6", ""},
                      {"-1,1", ""},
                      {"nan,1", ""},
                      {"1,nan", ""},
                      {"1x,1", ""},
                      {"print", ""}};
  for (const auto& [text, sharpening] : rows) {
    EXPECT_EQ(parsed("--sharpen", text, parse_sharpening), sharpening) << text;
  }
}

TEST(ParseBackground, TakesNamesAndHexadecimals) {
  struct Row {
    std::string text;
    std::string color;
  };
  const Row rows[] = {{"white", "#ffffff"},
                      {"BLACK", "#000000"},
                      {"teal", "#008080"},
                      {"#ff8000", "#ff8000"},
                      {"FF8000", "#ff8000"},
                      {"#abc", "#aabbcc"},
                      {"f00", "#ff0000"},
                      {"", ""},
                      {"#", ""},
                      {"#ff80", ""},
                      {"#ff80000", ""},
                      {"#gg0000", ""},
                      {"-ff800", ""},
                      {"whit", ""},
                      {"#+ff800", ""},
                      {"0x1234", ""}};
  for (const auto& [text, color] : rows) EXPECT_EQ(parsed("--background", text, parse_background), color) << text;
}

TEST(ParseFileSize, TakesTheUnitsOfMemory) {
  EXPECT_EQ(parse_file_size({"--target-size", "500kB"}), 500'000U);
  EXPECT_EQ(parse_file_size({"--target-size", "1.5MB"}), 1'500'000U);
  EXPECT_EQ(parse_file_size({"--target-size", "100"}), 100U);
  EXPECT_EQ(parse_file_size({"--target-size", "64K"}), 65'536U);
  for (const char* text : {"99", "0", "-5", "", "kB", "5 kB", "1e20", "nan"}) {
    EXPECT_THROW(parse_file_size({"--target-size", text}), util::Error) << text;
  }
}

}  // namespace
}  // namespace resizer::options
