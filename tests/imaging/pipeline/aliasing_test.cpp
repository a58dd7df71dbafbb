#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/pipeline/plan.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"

/// How much of what the output cannot show turns up in it as something else, against Lanczos in double precision.
namespace resizer::imaging {
namespace {

constexpr std::uint32_t kFromPx = 512;

/// Waves that become finer from the center outwards, up to half a wave a pixel at the edges.
double zone_plate(std::uint32_t x, std::uint32_t y) {
  const double from_left = x + 0.5 - kFromPx / 2.0;
  const double from_top = y + 0.5 - kFromPx / 2.0;
  const double phase = std::numbers::pi * (from_left * from_left + from_top * from_top) / kFromPx;
  return std::round(127.5 + 127.5 * std::cos(phase));
}

double checkerboard(std::uint32_t x, std::uint32_t y) {
  return (x + y) % 2 == 0 ? 0 : 255;
}

using Pattern = double (*)(std::uint32_t x, std::uint32_t y);

Image gray_picture(Pattern pattern) {
  return testing_support::make_picture(
      testing_support::format_of(ColorFamily::gray), {kFromPx, kFromPx},
      [pattern](unsigned /*plane*/, std::uint32_t x, std::uint32_t y) { return pattern(x, y); });
}

double lanczos3(double x) {
  if (x == 0) return 1;
  if (std::abs(x) >= 3) return 0;
  const double t = std::numbers::pi * x;
  return 3 * std::sin(t) * std::sin(t / 3) / (t * t);
}

/// The matrix that resamples a column: weights cut off at the edges, as Pillow has it.
cv::Mat1d lanczos_matrix(int from, int to) {
  cv::Mat1d matrix(to, from);
  const double ratio = static_cast<double>(from) / to;
  for (int row = 0; row < to; ++row) {
    const double center = (row + 0.5) * ratio;
    for (int column = 0; column < from; ++column) matrix(row, column) = lanczos3((column + 0.5 - center) / ratio);
    matrix.row(row) /= cv::sum(matrix.row(row))[0];
  }
  return matrix;
}

cv::Mat1d reference(const Image& full, int to_px) {
  cv::Mat1d samples;
  full.planes[0].convertTo(samples, CV_64F);
  const cv::Mat1d matrix = lanczos_matrix(samples.rows, to_px);
  cv::Mat1d result;
  cv::gemm(matrix * samples, matrix, 1, {}, 0, result, cv::GEMM_2_T);
  return result;
}

/// Root mean square of what differs from mean gray where the waves are at least 1.25 times too fine for the output,
/// away from the edges.
double aliasing(const cv::Mat& picture, Pattern pattern) {
  constexpr int kMarginPx = 6;
  const double ratio = static_cast<double>(kFromPx) / picture.cols;
  double squares = 0;
  double samples = 0;
  for (int y = kMarginPx; y < picture.rows - kMarginPx; ++y) {
    for (int x = kMarginPx; x < picture.cols - kMarginPx; ++x) {
      const double radius = std::hypot((x + 0.5) * ratio - kFromPx / 2.0, (y + 0.5) * ratio - kFromPx / 2.0);
      if (pattern == zone_plate && radius < 1.25 * kFromPx / 2.0 / ratio) continue;
      const double value = picture.depth() == CV_64F ? picture.at<double>(y, x) : picture.at<std::uint8_t>(y, x);
      squares += (value - 127.5) * (value - 127.5);
      ++samples;
    }
  }
  return std::sqrt(squares / samples);
}

/// What the program makes of a gray file at this width, before it is encoded again.
cv::Mat resized(const Codec& codec, const Bytes& file, std::uint32_t to_px, std::optional<double> shrink_on_load) {
  const auto decoder = codec.open(file);
  model::ResizeOptions options;
  options.sizes = {model::Box{to_px, std::nullopt}};
  options.shrink_on_load = shrink_on_load;
  const Codec* const targets[] = {&codec};
  const ConversionPlan plan = plan_conversion(decoder->info(), codec, targets, options);
  const DecodedLayout layout = decoder->start(plan.decode);
  const Resampling wanted = plan.pictures.front().resampling_from(layout);
  return Resampler().resample(*decoder, layout, std::span(&wanted, 1)).front().planes[0];
}

struct Row {
  const char* what;
  Pattern pattern;
  std::uint32_t to_px;
};
constexpr Row kRows[] = {
    {"zone plate", zone_plate, 341}, {"zone plate", zone_plate, 256},     {"zone plate", zone_plate, 150},
    {"zone plate", zone_plate, 85},  {"zone plate", zone_plate, 64},      {"checkerboard", checkerboard, 350},
    {"zone plate", zone_plate, 42},  {"checkerboard", checkerboard, 150}, {"checkerboard", checkerboard, 64},
};

/// Half a step: 127.5 has to be rounded.
constexpr double kRoundingLevels = 0.5;
/// Edges are mirrored here and cut off there.
constexpr double kAlike = 1.01;

const std::optional<double> default_shrink_on_load = model::ResizeOptions{}.shrink_on_load;

void expect_no_stronger(const Row& row, const cv::Mat& ours, const Image& of, const char* what) {
  const double lanczos = aliasing(reference(of, static_cast<int>(row.to_px)), row.pattern);
  EXPECT_LE(aliasing(ours, row.pattern), kAlike * std::hypot(lanczos, kRoundingLevels))
      << row.what << " to " << row.to_px << " px, " << what;
}

TEST(Aliasing, IsNoStrongerThanThatOfLanczos) {
  for (const Row& row : kRows) {
    const Image picture = gray_picture(row.pattern);
    const cv::Mat from_png = resized(png_codec(), encode_png(picture, {}), row.to_px, default_shrink_on_load);
    expect_no_stronger(row, from_png, picture, "PNG");
    const Bytes jpeg = encode_jpeg(picture, {95, nullptr});
    const Image decoded = testing_support::decode(jpeg_codec(), jpeg);
    expect_no_stronger(row, resized(jpeg_codec(), jpeg, row.to_px, std::nullopt), decoded, "JPEG decoded in full");
  }
}

/// What a decoder that shrinks block by block lets through by itself is next to nothing at the default setting.
TEST(Aliasing, OfAShrinkingDecoderIsNoMoreThanAFractionOfALevelStronger) {
  constexpr double kFewLevels = 0.25;
  for (const Row& row : kRows) {
    const Bytes jpeg = encode_jpeg(gray_picture(row.pattern), {95, nullptr});
    const double full = aliasing(resized(jpeg_codec(), jpeg, row.to_px, std::nullopt), row.pattern);
    const double shrunk = aliasing(resized(jpeg_codec(), jpeg, row.to_px, default_shrink_on_load), row.pattern);
    EXPECT_LE(shrunk, full + kFewLevels) << row.what << " to " << row.to_px << " px";
  }
}

/// libjpeg shrinks progressive files by making means. With some pixels to spare for a good filter to come, what arrives
/// is no more than where it shrinks as far as it can, as Pillow's draft mode lets it.
TEST(Aliasing, OfMeansIsNoStrongerThanInADraft) {
  for (const Row& row : kRows) {
    const Image picture = gray_picture(row.pattern);
    testing_support::StoredJpeg stored;
    stored.size = picture.size;
    stored.color = JCS_GRAYSCALE;
    stored.progressive = true;
    const Bytes jpeg = testing_support::make_jpeg(stored, [&](std::uint32_t x, std::uint32_t y) {
      return testing_support::JpegPixel{picture.planes[0].at<std::uint8_t>(static_cast<int>(y), static_cast<int>(x))};
    });
    const DecodeRequest as_far_as_possible{static_cast<double>(kFromPx) / row.to_px, {}};
    const Image draft = testing_support::decode_file(jpeg_codec(), jpeg, as_far_as_possible).image;
    expect_no_stronger(row, resized(jpeg_codec(), jpeg, row.to_px, default_shrink_on_load), draft, "progressive JPEG");
  }
}

}  // namespace
}  // namespace resizer::imaging
