#include "report/html/style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>
#include <vector>

namespace resizer::report {
namespace {

using Palette = std::map<std::string, std::string>;

std::string css() {
  return std::string(html_style());
}

/// The colors of the block ":root { ... }" that comes after `head`.
Palette palette_after(const std::string& head) {
  const std::string style = css();
  const auto begin = style.find(":root {", style.find(head));
  const std::string block = style.substr(begin, style.find('}', begin) - begin);
  const std::regex color("--(\\w+): (#[0-9a-f]{6});");
  Palette palette;
  for (std::sregex_iterator match(block.begin(), block.end(), color), end; match != end; ++match) {
    palette[(*match)[1]] = (*match)[2];
  }
  return palette;
}

std::vector<std::pair<std::string, Palette>> palettes() {
  return {{"light", palette_after("")},
          {"dark", palette_after("@media (prefers-color-scheme: dark)")},
          {"print", palette_after("@media print")}};
}

/// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(const std::string& color) {
  const auto linear = [&](std::size_t at) {
    const double channel = std::stoi(color.substr(at, 2), nullptr, 16) / 255.0;
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
}

double contrast(const std::string& a, const std::string& b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

/// The colors of all texts, in the page and in its drawings.
std::set<std::string> text_colors() {
  const std::string style = css();
  const std::regex text("(?:[ {]color|svg text[.a-z]* [{] fill): var\\(--(\\w+)\\)");
  std::set<std::string> names;
  for (std::sregex_iterator match(style.begin(), style.end(), text), end; match != end; ++match) {
    names.insert((*match)[1]);
  }
  return names;
}

TEST(Contrast, IsThatOfTheGuidelines) {
  EXPECT_DOUBLE_EQ(contrast("#000000", "#ffffff"), 21);
  EXPECT_DOUBLE_EQ(contrast("#ffffff", "#ffffff"), 1);
  EXPECT_NEAR(contrast("#777777", "#ffffff"), 4.48, 0.005) << "the gray that fails by a hair";
}

TEST(HtmlStyle, KeepsTextsLegible) {
  ASSERT_THAT(text_colors(), testing::ElementsAre("failed", "ink", "muted", "parallel", "warning"));
  for (const auto& [name, palette] : palettes()) {
    for (const std::string& text : text_colors()) {
      for (const char* background : {"page", "card"}) {
        EXPECT_GE(contrast(palette.at(text), palette.at(background)), 4.5)
            << name << ": " << text << " on " << background;
      }
    }
  }
}

TEST(HtmlStyle, KeepsShapesApartFromWhatIsBehindThem) {
  for (const auto& [name, palette] : palettes()) {
    for (const char* shape : {"sequential", "parallel", "failed", "part0", "part1", "part2", "part3", "part4", "part5",
                              "part6", "part7", "part8", "part9", "part10"}) {
      EXPECT_GE(contrast(palette.at(shape), palette.at("card")), 3) << name << ": " << shape;
    }
  }
}

}  // namespace
}  // namespace resizer::report
