#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/resample/orient.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "util/error.hpp"

/// With --crop only a part of the image is resized, and nothing else of it is seen.
namespace resizer::imaging {
namespace {

namespace test = testing_support;
using model::Box;
using model::Crop;

Crop in_pixels(double left, double top, double width, double height) {
  return {{left, false}, {top, false}, {width, false}, {height, false}};
}

model::ResizeOptions cropped(const Crop& crop, model::TargetSize size) {
  model::ResizeOptions options;
  options.crop = crop;
  options.sizes = {size};
  return options;
}

/// The error of an image; empty if there is none.
std::string error_of(const Bytes& file, const Crop& crop) {
  try {
    test::process(file, 0, cropped(crop, Box{10, {}}));
  } catch (const util::Error& error) {
    return error.what();
  }
  return {};
}

TEST(Crop, IsAsIfTheFileHeldNothingElse) {
  struct Row {
    Crop crop;
    Size size;
    Position position;
  };
  const Row rows[] = {
      {in_pixels(20, 10, 60, 40), {60, 40}, {20, 10}},
      {in_pixels(0, 0, 120, 80), {120, 80}, {0, 0}},
      {in_pixels(119, 79, 1, 1), {1, 1}, {119, 79}},
      {in_pixels(7, 3, 31, 77), {31, 77}, {7, 3}},
      {{{10, true}, {25, true}, {50, true}, {50, true}}, {60, 40}, {12, 20}},
      {{{33, true}, {0, true}, {33, true}, {100, true}}, {39, 80}, {40, 0}},
      {{{10, true}, {5, false}, {30, false}, {50, true}}, {30, 40}, {12, 5}},
  };
  const Image picture = test::make_picture(test::format_of(ColorFamily::rgb), {120, 80});
  for (const Row& row : rows) {
    const Image part = cut_out(picture, row.size, row.position);
    for (const std::uint32_t width_px : {1U, 13U, 60U, 90U}) {
      for (int orientation = 1; orientation <= 8; ++orientation) {
        const int inverse = orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
        Metadata metadata;
        metadata.exif = test::exif_with_orientation(static_cast<std::uint8_t>(orientation));
        const auto file = [&](const Image& upright) {
          return encode_png(orient_image(upright, orientation_from_exif(inverse)), {.metadata = &metadata});
        };
        const Image made = test::process(file(picture), 0, cropped(row.crop, Box{width_px, {}})).image;
        const Image expected = test::process(file(part), width_px).image;
        EXPECT_LE(test::max_difference(made, expected), 1)
            << describe(row.crop) << " to " << width_px << " px, orientation " << orientation;
      }
    }
  }
}

/// Also where the decoder shrinks, and chroma is subsampled.
TEST(Crop, KeepsABlackFrameOutOfAWhiteImage) {
  Image framed = test::make_flat(test::format_of(ColorFamily::ycbcr, {1, 1}), {640, 640}, 128);
  framed.planes[0] = 0;
  framed.planes[0](cv::Rect(64, 64, 512, 512)) = 255;
  const Bytes file = encode_jpeg(framed, {95, nullptr});
  for (const std::uint32_t width_px : {32U, 100U, 256U, 512U, 700U}) {
    const Image made = test::process(file, 0, cropped(in_pixels(64, 64, 512, 512), Box{width_px, {}})).image;
    double darkest = 0;
    cv::minMaxLoc(made.planes[0], &darkest);
    EXPECT_GE(darkest, 250) << width_px;
  }
}

TEST(Crop, AppliesToAllSizesAndFits) {
  const Image picture = test::make_picture(test::format_of(ColorFamily::rgb), {480, 320});
  model::ResizeOptions options = cropped(in_pixels(100, 20, 200, 300), Box{160, 160});
  options.sizes.emplace_back(Box{40, 40});
  options.sizes.emplace_back(model::Percent{50});
  struct Row {
    model::Fit fit;
    std::array<Size, 3> sizes;
  };
  for (const auto& [fit, sizes] : {Row{model::Fit::inside, {{{107, 160}, {27, 40}, {100, 150}}}},
                                   Row{model::Fit::cover, {{{160, 160}, {40, 40}, {100, 150}}}},
                                   Row{model::Fit::contain, {{{160, 160}, {40, 40}, {100, 150}}}}}) {
    options.fit = fit;
    const ConvertedImage made = ImageProcessor(options).process(encode_png(picture, {}), "x.png");
    for (std::size_t index = 0; index < sizes.size(); ++index) {
      EXPECT_EQ(png_codec().open(made.files[index])->info().size, sizes[index])
          << model::name_of(fit) << ", size " << index;
    }
  }
}

TEST(Crop, OfMoreThanTheImageFailsWithBothSizes) {
  const Bytes file = encode_png(test::make_picture(test::format_of(ColorFamily::rgb), {120, 80}), {});
  EXPECT_EQ(error_of(file, in_pixels(20, 10, 100, 70)), "");
  EXPECT_EQ(error_of(file, in_pixels(21, 10, 100, 70)), "the crop 21,10,100,70 exceeds the image of 120 x 80 pixels");
  EXPECT_EQ(error_of(file, in_pixels(0, 0, 120, 81)), "the crop 0,0,120,81 exceeds the image of 120 x 80 pixels");
  EXPECT_EQ(error_of(file, in_pixels(500, 0, 1, 1)), "the crop 500,0,1,1 exceeds the image of 120 x 80 pixels");
  EXPECT_EQ(error_of(file, {{50, true}, {0, true}, {100, false}, {100, true}}),
            "the crop 50%,0%,100,100% exceeds the image of 120 x 80 pixels");
}

}  // namespace
}  // namespace resizer::imaging
