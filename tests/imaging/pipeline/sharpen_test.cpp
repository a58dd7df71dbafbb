#include "imaging/pipeline/sharpen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/resample/orient.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;

constexpr Size kSize{24, 20};
constexpr std::uint32_t kEdge = 10;

PixelFormat deep(PixelFormat format) {
  format.sample = SampleType::u16;
  format.depth_bits = 16;
  return format;
}

PixelFormat in_floats(PixelFormat format) {
  format.sample = SampleType::f32;
  format.depth_bits = 32;
  return format;
}

/// Dark to the left of the edge, bright to the right; or above and below it.
Image step(const PixelFormat& format, double dark, double bright, bool is_upright) {
  return test::make_picture(format, kSize, [=](unsigned plane, std::uint32_t x, std::uint32_t y) {
    if (format.family == ColorFamily::ycbcr && plane > 0) return format.zero_sample(plane);
    return (is_upright ? x : y) < kEdge ? dark : bright;
  });
}

TEST(Sharpened, MakesHalosOfATenthOfTheContrastAndOnePixel) {
  const PixelFormat gray = test::format_of(ColorFamily::gray);
  struct Row {
    PixelFormat format;
    double unit;  ///< One of 255 steps.
    double rounding;
  };
  const Row rows[] = {{gray, 1, 0.5},
                      {deep(gray), 257, 0.5},
                      {in_floats(gray), 1.0 / 255, 1e-6},
                      {test::format_of(ColorFamily::rgb), 1, 0.5},
                      {test::format_of(ColorFamily::ycbcr, {1, 1}), 1, 0.5}};
  for (const auto& [format, unit, rounding] : rows) {
    for (const double contrast : {10 * unit, 60 * unit, 160 * unit}) {
      for (const bool is_upright : {true, false}) {
        const double dark = 40 * unit;
        const Image made = sharpened(step(format, dark, dark + contrast, is_upright), {2, 3});
        const auto at = [&](std::uint32_t place) {
          return is_upright ? test::sample_at(made, 0, place, 5) : test::sample_at(made, 0, 5, place);
        };
        const std::string what = test::printed(format) + ", contrast " + std::to_string(contrast);
        EXPECT_NEAR(at(kEdge - 1), dark - contrast / 10, rounding) << what;
        EXPECT_NEAR(at(kEdge), dark + contrast + contrast / 10, rounding) << what;
        EXPECT_NEAR(at(kEdge - 2), dark, rounding) << what;
        EXPECT_NEAR(at(kEdge + 1), dark + contrast, rounding) << what;
      }
    }
  }
}

/// Of a soft edge, the darker half gets darker and the brighter half brighter.
TEST(Sharpened, IsSteeperByTheAmount) {
  const Image edge =
      test::make_picture(test::format_of(ColorFamily::gray), kSize, [](unsigned, std::uint32_t x, std::uint32_t) {
        constexpr std::array kRise{60.0, 75.0, 120.0, 165.0, 180.0};
        return kRise[std::clamp(x, 8U, 12U) - 8];
      });
  const auto rise = [&](double amount) {
    const Image made = sharpened(edge, {0.8, amount});
    return test::sample_at(made, 0, 11, 9) - test::sample_at(made, 0, 9, 9);
  };
  EXPECT_GT(rise(0.5), 90);
  EXPECT_GT(rise(1), rise(0.5));
}

TEST(Sharpened, KeepsHuesEvenWhereAChannelWouldBeClipped) {
  for (const bool is_deep : {false, true}) {
    const PixelFormat rgb = test::format_of(ColorFamily::rgb);
    const PixelFormat format = is_deep ? deep(rgb) : rgb;
    const double unit = is_deep ? 257 : 1;
    const Image colors = test::make_picture(format, kSize, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
      const double bright[]{250, 200, 90};
      const double dark[]{30, 60, 3};
      return unit * ((x / 3 + y / 4) % 2 == 0 ? bright[plane] : dark[plane]);
    });
    const Image made = sharpened(colors, {1, 2});
    double changes = 0;
    for (std::uint32_t y = 0; y < kSize.height_px; ++y) {
      for (std::uint32_t x = 0; x < kSize.width_px; ++x) {
        const auto change = [&](unsigned plane) {
          return test::sample_at(made, plane, x, y) - test::sample_at(colors, plane, x, y);
        };
        EXPECT_EQ(change(0), change(1)) << x << ", " << y << (is_deep ? ", deep" : "");
        EXPECT_EQ(change(1), change(2)) << x << ", " << y << (is_deep ? ", deep" : "");
        changes = std::max(changes, std::abs(change(0)));
      }
    }
    EXPECT_GT(changes, 2 * unit);
  }
}

TEST(Sharpened, LeavesTransparentPixelsAndWhatIsBesideThem) {
  PixelFormat format = test::format_of(ColorFamily::rgb);
  format.alpha = Alpha::straight;
  const Image cut_out = test::make_picture(format, kSize, [](unsigned plane, std::uint32_t x, std::uint32_t) {
    if (plane == 3) return x < kEdge ? 0 : 200;
    return x < kEdge ? 0 : 120;
  });
  EXPECT_EQ(test::max_difference(sharpened(cut_out, {1, 2}), cut_out), 0);
}

TEST(Sharpened, DoesNotSeeWhatIsHidden) {
  PixelFormat format = test::format_of(ColorFamily::rgb);
  format.alpha = Alpha::straight;
  const auto is_hidden = [](std::uint32_t x, std::uint32_t y) { return (x + y) % 5 == 0; };
  const auto with_hidden = [&](double hidden) {
    return test::make_picture(format, kSize, [=](unsigned plane, std::uint32_t x, std::uint32_t y) {
      if (plane == 3) return is_hidden(x, y) ? 0.0 : 130.0;
      return is_hidden(x, y) ? hidden : 60.0 + (x * 37 + y * 61) % 100;
    });
  };
  for (const double amount : {0.3, 2.0}) {
    const Image black = sharpened(with_hidden(0), {1, amount});
    const Image white = sharpened(with_hidden(255), {1, amount});
    for (std::uint32_t y = 0; y < kSize.height_px; ++y) {
      for (std::uint32_t x = 0; x < kSize.width_px; ++x) {
        if (is_hidden(x, y)) continue;
        EXPECT_EQ(test::sample_at(black, 1, x, y), test::sample_at(white, 1, x, y)) << x << ", " << y;
      }
    }
  }
}

TEST(Sharpened, ChangesLumaOnlyAndNothingFlat) {
  for (const Subsampling subsampling : {Subsampling{0, 0}, Subsampling{1, 1}}) {
    PixelFormat format = test::format_of(ColorFamily::ycbcr, subsampling);
    format.alpha = Alpha::straight;
    const Image picture = test::make_picture(format, {33, 17});
    const Image made = sharpened(picture, {0.6, 1});
    EXPECT_GT(cv::norm(made.planes[0], picture.planes[0], cv::NORM_INF), 0) << test::printed(format);
    for (std::size_t plane = 1; plane < 4; ++plane) {
      EXPECT_EQ(cv::norm(made.planes[plane], picture.planes[plane], cv::NORM_INF), 0) << plane;
    }
    const Image flat = test::make_flat(format, {33, 17}, 77);
    EXPECT_EQ(test::max_difference(sharpened(flat, {5, 5}), flat), 0);
  }
}

TEST(Sharpened, IsTheSameMirrored) {
  const Image picture = test::make_picture(test::format_of(ColorFamily::rgb), {31, 23});
  for (const Orientation mirror : {Orientation{.flip_x = true}, Orientation{.flip_y = true}}) {
    EXPECT_EQ(test::max_difference(sharpened(orient_image(picture, mirror), {1.5, 1}),
                                   orient_image(sharpened(picture, {1.5, 1}), mirror)),
              0)
        << mirror.flip_x;
  }
}

TEST(Sharpened, TakesImagesOfAPixel) {
  for (const Size size : {Size{1, 1}, Size{1, 9}, Size{9, 1}, Size{2, 2}}) {
    const Image flat = test::make_flat(test::format_of(ColorFamily::rgb), size, 50);
    EXPECT_EQ(test::max_difference(sharpened(flat, {5, 5}), flat), 0) << size.width_px << " x " << size.height_px;
  }
}

/// The output is the upright result without sharpening, sharpened, whatever the orientation of the file.
TEST(Sharpening, IsDoneUprightAndLast) {
  for (std::uint8_t orientation = 1; orientation <= 8; ++orientation) {
    Metadata metadata;
    metadata.exif = test::exif_with_orientation(orientation);
    const Image picture = test::make_picture(test::format_of(ColorFamily::rgb), {90, 70});
    const Bytes file = encode_png(picture, {.metadata = &metadata});
    model::ResizeOptions options;
    const Image plain = test::process(file, 40, options).image;
    options.sharpen = model::kScreenSharpening;
    const Image made = test::process(file, 40, options).image;
    EXPECT_EQ(test::max_difference(made, sharpened(plain, *options.sharpen)), 0) << int{orientation};
    EXPECT_GT(test::max_difference(made, plain), 0) << int{orientation};
  }
}

/// Padding is no edge of the image.
TEST(Sharpening, DoesNotSeePadding) {
  const Bytes file = encode_png(test::make_flat(test::format_of(ColorFamily::rgb), {40, 20}, 200), {});
  model::ResizeOptions options;
  options.sizes = {model::Box{30, 30}};
  options.fit = model::Fit::contain;
  const Image plain = test::process(file, 0, options).image;
  options.sharpen = model::Sharpening{1, 5};
  EXPECT_EQ(test::max_difference(test::process(file, 0, options).image, plain), 0);
}

}  // namespace
}  // namespace resizer::imaging
