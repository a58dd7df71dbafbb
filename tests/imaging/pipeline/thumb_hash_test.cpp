#include "imaging/pipeline/thumb_hash.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <string>

namespace resizer::imaging {
namespace {

using Picture = std::function<RgbaPixel(std::uint32_t x, std::uint32_t y)>;

RgbaPixel of_bytes(std::uint32_t red, std::uint32_t green, std::uint32_t blue, std::uint32_t alpha) {
  return {red / 255.0, green / 255.0, blue / 255.0, alpha / 255.0};
}

Picture pattern(Size /*size*/) {
  return [](std::uint32_t x, std::uint32_t y) {
    return of_bytes((x * x + 3 * y) % 256, (x * y + 40) % 256, (x * 7 + y * 13) % 256, 255);
  };
}

/// A disc of it on nothing.
Picture disc(Size size) {
  return [size](std::uint32_t x, std::uint32_t y) {
    const double from_x = x - size.width_px / 2.0;
    const double from_y = y - size.height_px / 2.0;
    const double radius = std::min(size.width_px, size.height_px) / 3.0;
    const bool is_outside = from_x * from_x + from_y * from_y > radius * radius;
    RgbaPixel pixel = pattern(size)(x, y);
    pixel.alpha = is_outside ? 0 : (255 - (x + y) % 64) / 255.0;
    return pixel;
  };
}

Picture flat(Size /*size*/) {
  return [](std::uint32_t, std::uint32_t) { return of_bytes(51, 102, 153, 255); };
}

std::vector<RgbaPixel> pixels_of(Size size, const Picture& picture) {
  std::vector<RgbaPixel> pixels;
  for (std::uint32_t y = 0; y < size.height_px; ++y) {
    for (std::uint32_t x = 0; x < size.width_px; ++x) pixels.push_back(picture(x, y));
  }
  return pixels;
}

std::string in_hexadecimal(const std::vector<std::uint8_t>& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", byte);
    text += digits;
  }
  return text;
}

/// The hashes are those of another program, written from the same description in Python.
TEST(ThumbHash, IsThePublishedOne) {
  const struct {
    const char* name;
    Picture (*picture)(Size size);
    Size size;
    const char* hash;
  } rows[] = {
      {"landscape", pattern, {32, 20}, "5d070624842062a9349488449ba420b106d4e8"},
      {"portrait", pattern, {20, 32}, "5cf7091c04203885698571598b7803542270e6"},
      {"strip", pattern, {100, 9}, "9d0706118653622064765788056594f8f9"},
      {"disc", disc, {24, 24}, "e1e78515023539f75bb6752ccc53805b73fb07788778808b77"},
      {"disc on a strip", disc, {40, 10}, "280682018011768d806f8d648c6ff78707e88678848b77"},
      {"one pixel", pattern, {1, 1}, "83b8092f1408f708888788708f7088f80888808008f7870f"},
      {"flat", flat, {16, 16}, "999501070000000000000000000000000000000000000000"},
  };
  for (const auto& row : rows) {
    const std::vector<RgbaPixel> pixels = pixels_of(row.size, row.picture(row.size));
    EXPECT_EQ(in_hexadecimal(thumb_hash(pixels, row.size)), row.hash) << row.name;
  }
}

TEST(ThumbHash, MeanIsWeightedByOpacity) {
  const RgbaPixel mean = mean_of({{1, 0, 0, 1}, {0, 1, 0, 0.5}, {1, 1, 1, 0}, {1, 1, 1, 0}});
  EXPECT_NEAR(mean.red, 2.0 / 3, 1e-12);
  EXPECT_NEAR(mean.green, 1.0 / 3, 1e-12);
  EXPECT_NEAR(mean.blue, 0, 1e-12);
  EXPECT_NEAR(mean.alpha, 1.5 / 4, 1e-12);
  EXPECT_EQ(mean_of({{1, 1, 1, 0}}).red, 0) << "nothing to see";
}

}  // namespace
}  // namespace resizer::imaging
