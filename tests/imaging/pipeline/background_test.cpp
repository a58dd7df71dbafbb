#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"

/// --background gives the color beside an image, and of what shines through transparency that is not stored.
namespace resizer::imaging {
namespace {

namespace test = testing_support;
using model::BackgroundColor;
using model::Format;

constexpr BackgroundColor kOrange{255, 128, 0};
constexpr BackgroundColor kGray{90, 90, 90};

PixelFormat pixels(ColorFamily family, Alpha alpha = Alpha::none) {
  PixelFormat format = test::format_of(family);
  format.alpha = alpha;
  return format;
}

/// A picture of 40 x 20 pixels on a square of 40 pixels.
model::ResizeOptions padded(BackgroundColor color, Format format) {
  model::ResizeOptions options;
  options.sizes = {model::Box{40, 40}};
  options.fit = model::Fit::contain;
  options.background = color;
  options.formats = {format};
  return options;
}

/// What is at (2, 2), in RGB.
std::array<double, 3> corner_of(const Image& image) {
  const Image rgb = test::in_rgb(image);
  return {test::sample_at(rgb, 0, 2, 2), test::sample_at(rgb, 1, 2, 2), test::sample_at(rgb, 2, 2, 2)};
}

void expect_color(const Image& image, std::array<double, 3> color, double tolerance, const std::string& what) {
  const std::array<double, 3> corner = corner_of(image);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(corner[channel], color[channel], tolerance) << what << ", channel " << channel;
  }
}

TEST(Background, IsBesideAnImageInEveryFormat) {
  for (const model::FormatTraits& row : model::format_traits()) {
    if (!row.is_written) continue;
    for (const PixelFormat& format : {pixels(ColorFamily::rgb), pixels(ColorFamily::rgb, Alpha::straight)}) {
      const Bytes file = encode_png(test::make_flat(format, {40, 20}, 255), {});
      const Image made = test::process(file, 0, padded(kOrange, row.format)).image;
      const std::string what = std::string(row.name) + " of " + test::printed(format);
      expect_color(made, {255, 128, 0}, row.compressions == model::Compressions::lossless ? 0 : 6, what);
      if (made.format.has_alpha()) {
        EXPECT_EQ(test::sample_at(made, made.format.planes() - 1, 2, 2), made.format.white_sample(3)) << what;
      }
    }
  }
}

TEST(Background, ShinesThroughTransparencyThatIsNotStored) {
  Image clear = test::make_flat(pixels(ColorFamily::rgb, Alpha::straight), {40, 20}, 10);
  clear.planes[3] = 0;
  for (const bool linear : {false, true}) {
    model::ResizeOptions options = padded(kOrange, Format::jpeg);
    options.fit = model::Fit::inside;
    options.linear = linear;
    expect_color(test::process(encode_png(clear, {}), 0, options).image, {255, 128, 0}, 4,
                 linear ? "in linear light" : "");
  }
}

TEST(Background, GivesAGrayImageColorsOnlyIfItHasThem) {
  const Bytes gray = encode_png(test::make_flat(pixels(ColorFamily::gray), {40, 20}, 200), {});
  const auto family_with = [&](BackgroundColor color, model::Fit fit) {
    model::ResizeOptions options = padded(color, Format::png);
    options.fit = fit;
    return test::process(gray, 0, options).image.format.family;
  };
  EXPECT_EQ(family_with(kOrange, model::Fit::contain), ColorFamily::rgb);
  EXPECT_EQ(family_with(kGray, model::Fit::contain), ColorFamily::gray);
  EXPECT_EQ(family_with(kOrange, model::Fit::inside), ColorFamily::gray) << "there is no background";
  const Image made = test::process(gray, 0, padded(kOrange, Format::png)).image;
  expect_color(made, {255, 128, 0}, 0, "beside gray");
  for (unsigned plane = 0; plane < 3; ++plane) EXPECT_EQ(test::sample_at(made, plane, 20, 20), 200) << plane;
  EXPECT_EQ(test::sample_at(test::process(gray, 0, padded(kGray, Format::png)).image, 0, 2, 2), 90);

  Image clear = test::make_flat(pixels(ColorFamily::gray, Alpha::straight), {40, 20}, 10);
  clear.planes[1] = 0;
  expect_color(test::process(encode_png(clear, {}), 0, padded(kOrange, Format::jpeg)).image, {255, 128, 0}, 4,
               "below gray");
}

TEST(Background, HasItsColorInTheProfileOfTheImage) {
  Metadata metadata;
  metadata.icc = adobe_rgb_profile();
  const Bytes file = encode_png(test::make_flat(pixels(ColorFamily::rgb), {40, 20}, 255), {.metadata = &metadata});
  // sRGB's orange is less saturated in the wider gamut.
  const Image kept = test::process(file, 0, padded(kOrange, Format::png)).image;
  const auto corner = corner_of(kept);
  EXPECT_LT(corner[0], 235);
  EXPECT_GT(corner[2], 20);
  model::ResizeOptions converted = padded(kOrange, Format::png);
  converted.to_srgb = true;
  expect_color(test::process(file, 0, converted).image, {255, 128, 0}, 1, "converted back");

  metadata.icc = srgb_profile(ColorFamily::gray);
  const Bytes gray = encode_png(test::make_flat(pixels(ColorFamily::gray), {40, 20}, 200), {.metadata = &metadata});
  EXPECT_EQ(test::process(gray, 0, padded(kOrange, Format::png)).image.format.family, ColorFamily::gray)
      << "its profile would not fit colors";
}

TEST(Background, IsNothingOrWhiteIfNotGiven) {
  model::ResizeOptions options = padded(kOrange, Format::png);
  options.background.reset();
  Image clear = test::make_flat(pixels(ColorFamily::rgb, Alpha::straight), {40, 20}, 10);
  clear.planes[3] = 0;
  EXPECT_EQ(test::sample_at(test::process(encode_png(clear, {}), 0, options).image, 3, 2, 2), 0);
  options.formats = {Format::jpeg};
  options.fit = model::Fit::inside;
  expect_color(test::process(encode_png(clear, {}), 0, options).image, {255, 255, 255}, 1, "on white");
}

}  // namespace
}  // namespace resizer::imaging
