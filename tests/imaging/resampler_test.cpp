#include "resizer/imaging/resampler.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

#include "imaging/pictures.hpp"
#include "resizer/imaging/orient.hpp"

namespace resizer::imaging {
namespace {

using testing_support::format_of;
using testing_support::make_flat;
using testing_support::make_picture;

Region whole(Size size) {
  return {0, 0, static_cast<double>(size.width_px), static_cast<double>(size.height_px)};
}

double lanczos3(double x) {
  if (x == 0) return 1;
  if (std::abs(x) >= 3) return 0;
  const double t = std::numbers::pi * x;
  return 3 * std::sin(t) * std::sin(t / 3) / (t * t);
}

/// One row resampled in double precision, straight from the definition; edges mirrored.
std::vector<double> reference_row(const std::vector<double>& row, std::size_t target_length) {
  const auto length = static_cast<std::ptrdiff_t>(row.size());
  const double ratio = static_cast<double>(length) / static_cast<double>(target_length);
  const double stretch = std::max(1.0, ratio);
  std::vector<double> target;
  for (std::size_t index = 0; index < target_length; ++index) {
    const double centre = (static_cast<double>(index) + 0.5) * ratio;
    double sum = 0;
    double weights = 0;
    for (auto x = static_cast<std::ptrdiff_t>(centre - 3 * stretch) - 1;
         static_cast<double>(x) < centre + 3 * stretch + 1; ++x) {
      const double weight = lanczos3((static_cast<double>(x) + 0.5 - centre) / stretch);
      const std::ptrdiff_t mirrored = x < 0 ? -1 - x : x >= length ? 2 * length - 1 - x : x;
      sum += weight * row[static_cast<std::size_t>(mirrored)];
      weights += weight;
    }
    target.push_back(sum / weights);
  }
  return target;
}

/// Ratios a little above 2 are what zimg 3.0.4's 512-bit code gets wrong.
TEST(Resampler, AgreesWithTheDefinitionOfLanczos3AtEveryRatio) {
  constexpr std::uint32_t kRows = 8;
  constexpr double kMaxError = 1.6;
  cv::RNG random(1);
  for (const auto& [from, to] : {std::pair{1632U, 800U},
                                 {820U, 400U},
                                 {2144U, 1067U},
                                 {2000U, 800U},
                                 {1999U, 801U},
                                 {800U, 799U},
                                 {640U, 800U},
                                 {300U, 1024U},
                                 {4000U, 160U}}) {
    Image source = make_image(format_of(ColorFamily::gray), {from, kRows});
    random.fill(source.planes[0].row(0), cv::RNG::UNIFORM, 60, 200);
    for (int y = 1; y < static_cast<int>(kRows); ++y) source.planes[0].row(0).copyTo(source.planes[0].row(y));
    std::vector<double> row;
    source.planes[0].row(0).convertTo(row, CV_64F);

    const Image result = Resampler().resample(source, {whole(source.size), source.format, {to, kRows}});
    const std::vector<double> expected = reference_row(row, to);
    double worst = 0;
    for (std::size_t x = 0; x < to; ++x) {
      worst = std::max(worst, std::abs(result.planes[0].at<std::uint8_t>(4, static_cast<int>(x)) - expected[x]));
    }
    EXPECT_LE(worst, kMaxError) << from << " -> " << to;
  }
}

TEST(Resampler, KeepsFlatPicturesFlat) {
  for (const model::Name<model::Filter>& filter : model::names<model::Filter>()) {
    const Image source = make_flat(format_of(ColorFamily::gray), {301, 203}, 117);
    for (const Size size : {Size{80, 60}, Size{301, 203}, Size{600, 410}}) {
      const Image result = Resampler().resample(source, {whole(source.size), source.format, size, filter.first});
      double low = 0;
      double high = 0;
      cv::minMaxLoc(result.planes[0], &low, &high);
      EXPECT_EQ(low, 117) << filter.second << ' ' << size.width_px;
      EXPECT_EQ(high, 117) << filter.second << ' ' << size.width_px;
    }
  }
}

TEST(Resampler, AMirroredPictureGivesTheMirroredResult) {
  for (const Subsampling subsampling : {Subsampling{0, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 0}}) {
    const Image source = make_picture(format_of(ColorFamily::ycbcr, subsampling), {644, 484});
    const Turn mirror{.flip_x = true, .flip_y = true, .transpose = false};
    const Resampling wanted{whole(source.size), source.format, {200, 148}};
    Resampler resampler;
    const Image straight = turn_image(resampler.resample(source, wanted), mirror);
    const Image mirrored = resampler.resample(turn_image(source, mirror), wanted);
    for (std::size_t plane = 0; plane < 3; ++plane) {
      EXPECT_LE(cv::norm(straight.planes[plane], mirrored.planes[plane], cv::NORM_INF), 1)
          << "plane " << plane << ", subsampling " << int{subsampling.log2_x} << ',' << int{subsampling.log2_y};
    }
  }
}

/// White on transparent black: any darkening of the disc's edge would be a fringe.
TEST(Resampler, LeavesNoFringeAtTheEdgeOfTransparency) {
  PixelFormat format = format_of(ColorFamily::rgb);
  format.alpha = Alpha::straight;
  for (const model::Name<model::Filter>& filter : model::names<model::Filter>()) {
    Image source = make_flat(format, {400, 400}, 0);
    for (int y = 0; y < 400; ++y) {
      for (int x = 0; x < 400; ++x) {
        if (std::hypot(x - 200, y - 200) > 120) continue;
        for (cv::Mat& plane : source.planes) plane.at<std::uint8_t>(y, x) = 255;
      }
    }
    const Image result = Resampler().resample(source, {whole(source.size), format, {100, 100}, filter.first});
    int edge_pixels = 0;
    for (int y = 0; y < 100; ++y) {
      for (int x = 0; x < 100; ++x) {
        const int alpha = result.planes[3].at<std::uint8_t>(y, x);
        if (alpha < 16) continue;
        edge_pixels += alpha < 240 ? 1 : 0;
        EXPECT_GE(result.planes[0].at<std::uint8_t>(y, x), 238) << filter.second << " at " << x << ',' << y;
      }
    }
    if (filter.first != model::Filter::nearest) {
      EXPECT_GT(edge_pixels, 50) << filter.second;
    }
  }
}

TEST(Resampler, ConvertsBetweenFamiliesInTheSamePass) {
  const Image rgb = make_flat(format_of(ColorFamily::rgb), {64, 64}, 200);
  PixelFormat limited = format_of(ColorFamily::ycbcr, {1, 1});
  limited.range = Range::limited;
  const Image result = Resampler().resample(rgb, {whole(rgb.size), limited, {32, 32}});
  EXPECT_NEAR(result.planes[0].at<std::uint8_t>(8, 8), 16 + 219 * 200 / 255.0, 1);
  EXPECT_NEAR(result.planes[1].at<std::uint8_t>(8, 8), 128, 1);
}

TEST(Resampler, TakesCmykPlaneByPlane) {
  const Image cmyk = make_flat(format_of(ColorFamily::cmyk), {64, 48}, 77);
  const Image result = Resampler().resample(cmyk, {whole(cmyk.size), cmyk.format, {20, 15}});
  ASSERT_EQ(result.planes.size(), 4U);
  for (const cv::Mat& plane : result.planes) EXPECT_EQ(plane.at<std::uint8_t>(7, 7), 77);
}

}  // namespace
}  // namespace resizer::imaging
