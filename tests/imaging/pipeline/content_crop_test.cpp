#include "imaging/pipeline/content_crop.hpp"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;
using model::Gravity;

/// A gray picture with a subject, from `start` to `end` of its width or height.
struct Subject {
  double start;
  double end;
  bool is_across = true;
};

bool is_in(const Subject& subject, Size size, std::uint32_t x, std::uint32_t y) {
  const double place =
      subject.is_across ? static_cast<double>(x) / size.width_px : static_cast<double>(y) / size.height_px;
  return place >= subject.start && place < subject.end;
}

/// The subject has the color of skin, and stripes.
Image with_subject(const PixelFormat& format, Size size, const Subject& subject) {
  return test::make_picture(format, size, [&](unsigned plane, std::uint32_t x, std::uint32_t y) -> double {
    if (format.family == ColorFamily::gray) return is_in(subject, size, x, y) ? (x * y % 200) + 30 : 128;
    const std::array<double, 3> skin = format.family == ColorFamily::ycbcr ? std::array<double, 3>{160, 102, 154}
                                                                           : std::array<double, 3>{222, 155, 120};
    if (plane > 2) return 255;
    if (!is_in(subject, plane_size(size, format.subsampling_of(plane)), x, y)) return 128;
    const bool is_dark = x / 8 % 4 == 0;
    return format.family == ColorFamily::ycbcr && plane > 0 ? skin[plane] : skin[plane] * (is_dark ? 0.6 : 1);
  });
}

PixelFormat rgba() {
  PixelFormat format = test::format_of(ColorFamily::rgb);
  format.alpha = Alpha::straight;
  return format;
}

TEST(ContentCrop, KeepsTheWholeSubjectWhereverItIs) {
  const Subject subjects[] = {{0, 0.2}, {0.1, 0.3}, {0.4, 0.6}, {0.65, 0.8}, {0.85, 1}};
  const PixelFormat formats[] = {test::format_of(ColorFamily::ycbcr, {1, 1}), test::format_of(ColorFamily::ycbcr),
                                 test::format_of(ColorFamily::rgb), test::format_of(ColorFamily::gray), rgba()};
  for (Subject subject : subjects) {
    for (const PixelFormat& format : formats) {
      for (const auto& [gravity, name] : model::names<Gravity>()) {
        if (gravity != Gravity::attention && gravity != Gravity::entropy) continue;
        const std::string what =
            std::string(name) + ", " + test::printed(format) + ", from " + std::to_string(subject.start);
        subject.is_across = true;
        const Position across = position_by_content(with_subject(format, {400, 200}, subject), {200, 200}, gravity);
        EXPECT_LE(across.left_px, subject.start * 400 + 4) << what;
        EXPECT_GE(across.left_px + 200, subject.end * 400 - 4) << what;
        EXPECT_EQ(across.top_px, 0U) << what;
        subject.is_across = false;
        const Position down = position_by_content(with_subject(format, {200, 400}, subject), {200, 200}, gravity);
        EXPECT_LE(down.top_px, subject.start * 400 + 4) << what << ", upright";
        EXPECT_GE(down.top_px + 200, subject.end * 400 - 4) << what << ", upright";
        EXPECT_EQ(down.left_px, 0U) << what << ", upright";
      }
    }
  }
}

TEST(ContentCrop, PutsTheSubjectInTheMiddleByAttention) {
  const Image picture = with_subject(test::format_of(ColorFamily::rgb), {400, 200}, {0.35, 0.45});
  EXPECT_NEAR(position_by_content(picture, {200, 200}, Gravity::attention).left_px, 60, 6);
}

TEST(ContentCrop, TakesTheCenterOfAnImageThatIsTheSameEverywhere) {
  const Image flat = test::make_flat(test::format_of(ColorFamily::rgb), {401, 200}, 90);
  for (const Gravity gravity : {Gravity::attention, Gravity::entropy}) {
    EXPECT_NEAR(position_by_content(flat, {200, 200}, gravity).left_px, 100, 1) << model::name_of(gravity);
  }
}

TEST(ContentCrop, IgnoresWhatIsTransparent) {
  Image picture = with_subject(rgba(), {400, 200}, {0, 0.2});
  const Image visible = with_subject(rgba(), {400, 200}, {0.8, 1});
  for (unsigned plane = 0; plane < 3; ++plane) {
    visible.planes[plane](cv::Rect(300, 0, 100, 200)).copyTo(picture.planes[plane](cv::Rect(300, 0, 100, 200)));
  }
  picture.planes[3](cv::Rect(0, 0, 200, 200)) = 0;
  EXPECT_GT(position_by_content(picture, {200, 200}, Gravity::attention).left_px, 150U);
}

/// Sizes that differ a little show the same part.
TEST(ContentCrop, IsStableUnderSmallChangesOfSize) {
  const Bytes file =
      encode_jpeg(with_subject(test::format_of(ColorFamily::ycbcr, {1, 1}), {1200, 600}, {0.6, 0.75}), {});
  for (const Gravity gravity : {Gravity::attention, Gravity::entropy}) {
    model::ResizeOptions options;
    options.fit = model::Fit::cover;
    options.gravity = gravity;
    std::optional<double> usual;
    for (std::uint32_t side_px = 140; side_px <= 170; ++side_px) {
      options.sizes = {model::Box{side_px, side_px}};
      const Image made = test::process(file, 0, options).image;
      ASSERT_EQ(made.size, (Size{side_px, side_px}));
      // Where the subject begins in the part, as a share of its width.
      std::uint32_t x = 0;
      while (x < side_px && std::abs(test::sample_at(made, 0, x, side_px / 2) - 128) < 12) ++x;
      const double place = static_cast<double>(x) / side_px;
      EXPECT_NEAR(place, usual.value_or(place), 0.04) << model::name_of(gravity) << ", " << side_px;
      usual = usual.value_or(place);
    }
  }
}

TEST(ContentCrop, OfAVeryLongImageIsItsCenter) {
  const Image picture = with_subject(test::format_of(ColorFamily::rgb), {4000, 40}, {0, 0.02});
  model::ResizeOptions options;
  options.fit = model::Fit::cover;
  options.sizes = {model::Box{20, 20}};
  options.gravity = Gravity::attention;
  const Image by_attention = test::process(encode_png(picture, {}), 0, options).image;
  options.gravity = Gravity::center;
  EXPECT_EQ(test::max_difference(by_attention, test::process(encode_png(picture, {}), 0, options).image), 0);
}

TEST(ContentCrop, IsTheCenterOfWhatContainPads) {
  const Bytes file = encode_png(with_subject(test::format_of(ColorFamily::rgb), {400, 200}, {0, 0.2}), {});
  model::ResizeOptions options;
  options.fit = model::Fit::contain;
  options.sizes = {model::Box{100, 100}};
  const Image centered = test::process(file, 0, options).image;
  options.gravity = Gravity::attention;
  EXPECT_EQ(test::max_difference(centered, test::process(file, 0, options).image), 0);
}

}  // namespace
}  // namespace resizer::imaging
