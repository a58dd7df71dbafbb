#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "imaging/codecs/webp/codec.hpp"
#include "imaging/support/codec_testing.hpp"

/// The loop filter is skipped for images that are shrunk: they must not come out worse.
namespace resizer::imaging {
namespace {

constexpr std::uint32_t kSidePx = 512;
/// A little less than half, as the filter is skipped below that.
constexpr int kShrunkPx = 250;

using Luma = std::function<double(std::uint32_t x, std::uint32_t y)>;

double zone_plate(std::uint32_t x, std::uint32_t y) {
  const double dx = x - kSidePx / 2.0;
  const double dy = y - kSidePx / 2.0;
  return 0.5 + 0.4 * std::cos((dx * dx + dy * dy) * 0.5 / kSidePx);
}

/// Smooth shading with soft edges and a little noise.
double photo(std::uint32_t x, std::uint32_t y) {
  const double shade = 0.5 + 0.25 * std::sin(x * 0.013 + y * 0.007) + 0.15 * std::tanh(std::sin(x * 0.05) * 3);
  const std::uint32_t noise = (x * 2654435761U ^ y * 40503U) * 2246822519U >> 24U;
  return shade + (noise / 255.0 - 0.5) * 0.04;
}

/// Strokes of two pixels on white, like letters of ten pixels.
double text(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t letter = (x / 10 * 7919 + y / 16 * 104729) * 2654435761U >> 16U;
  const std::uint32_t column = x % 10;
  const std::uint32_t row = y % 16;
  if (row > 10 || column > 7) return 1;
  const bool is_stroke = (column < 2 && (letter & 1) != 0) || (column > 5 && (letter & 2) != 0) ||
                         (row < 2 && (letter & 4) != 0) || (row / 2 == 2 && (letter & 8) != 0) ||
                         (row > 8 && (letter & 16) != 0);
  return is_stroke ? 0 : 1;
}

Image image_of(const Luma& luma) {
  PixelFormat format;
  format.family = ColorFamily::ycbcr;
  format.range = Range::limited;
  format.subsampling = {1, 1};
  return testing_support::make_picture(format, {kSidePx, kSidePx},
                                       [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
                                         return plane == 0 ? std::round(16 + 219 * luma(x, y)) : 128;
                                       });
}

cv::Mat shrunk(const Image& image) {
  cv::Mat result;
  image.planes[0](cv::Rect(0, 0, kSidePx, kSidePx)).convertTo(result, CV_32F);
  cv::resize(result, result, {kShrunkPx, kShrunkPx}, 0, 0, cv::INTER_AREA);
  return result;
}

/// Of the shrunk luma, against that of the image before it became a WebP file.
double rms_error(const Image& original, const Bytes& file, double max_shrink) {
  const auto decoded = testing_support::decode_file(webp_codec(), file, {.max_shrink = max_shrink});
  return cv::norm(shrunk(original), shrunk(decoded.image), cv::NORM_L2) / kShrunkPx;
}

TEST(WebpLoopFilter, IsNotMissedInShrunkImages) {
  struct Row {
    const char* name;
    Luma luma;
  };
  for (const auto& [name, luma] : {Row{"photo", photo}, Row{"zone plate", zone_plate}, Row{"text", text}}) {
    const Image original = image_of(luma);
    for (const int quality : {50, 60, 75, 82, 90}) {
      const Bytes file = webp_codec().encode(original, {.quality = quality});
      const double filtered = rms_error(original, file, 1);
      const double unfiltered = rms_error(original, file, 1.01);
      std::printf("%s, quality %d: error %.3f filtered, %.3f unfiltered\n", name, quality, filtered, unfiltered);
      EXPECT_NE(unfiltered, filtered) << name << ", quality " << quality;
      EXPECT_LE(unfiltered, filtered * 1.02) << name << ", quality " << quality;
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
