#include "imaging/resample/orient.hpp"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "imaging/support/pictures.hpp"

namespace resizer::imaging {
namespace {

using testing_support::format_of;

/// An image whose upright version is 3 x 2 with samples 1 2 3 / 4 5 6 (Exif 2.3, 4.6.4 A: where row 0 and column 0 of
/// the stored image lie).
TEST(TurnImage, MakesEveryOrientationUpright) {
  struct Row {
    int orientation;
    std::vector<std::vector<std::uint8_t>> stored;
  };
  const Row rows[] = {
      {1, {{1, 2, 3}, {4, 5, 6}}},   {2, {{3, 2, 1}, {6, 5, 4}}},   {3, {{6, 5, 4}, {3, 2, 1}}},
      {4, {{4, 5, 6}, {1, 2, 3}}},   {5, {{1, 4}, {2, 5}, {3, 6}}}, {6, {{3, 6}, {2, 5}, {1, 4}}},
      {7, {{6, 3}, {5, 2}, {4, 1}}}, {8, {{4, 1}, {5, 2}, {6, 3}}},
  };
  const cv::Mat upright = (cv::Mat_<std::uint8_t>(2, 3) << 1, 2, 3, 4, 5, 6);
  for (const Row& row : rows) {
    const auto height = static_cast<std::uint32_t>(row.stored.size());
    const auto width = static_cast<std::uint32_t>(row.stored.front().size());
    Image image = make_image(format_of(ColorFamily::gray), {width, height});
    for (std::uint32_t y = 0; y < height; ++y) {
      for (std::uint32_t x = 0; x < width; ++x) {
        image.planes[0].at<std::uint8_t>(static_cast<int>(y), static_cast<int>(x)) = row.stored[y][x];
      }
    }
    const Image turned = orient_image(image, orientation_from_exif(row.orientation));
    ASSERT_EQ(turned.size, (Size{3, 2})) << "orientation " << row.orientation;
    EXPECT_EQ(cv::norm(turned.planes[0], upright, cv::NORM_INF), 0) << "orientation " << row.orientation << '\n'
                                                                    << turned.planes[0];
  }
}

TEST(TurnImage, AQuarterTurnTurnsTheSubsampling) {
  const Image image = make_image(format_of(ColorFamily::ycbcr, {1, 0}), {40, 20});
  const Image turned = orient_image(image, orientation_from_exif(6));
  EXPECT_EQ(turned.format.subsampling, (Subsampling{0, 1}));
  EXPECT_EQ(turned.planes[1].size(), cv::Size(20, 20));
}

TEST(LayOnCanvas, FillsTheMarginsWithBlackOrNothing) {
  struct Row {
    const char* what;
    PixelFormat format;
    std::vector<int> margin;
  };
  PixelFormat limited = format_of(ColorFamily::ycbcr, {1, 1});
  limited.range = Range::limited;
  PixelFormat rgba = format_of(ColorFamily::rgb);
  rgba.alpha = Alpha::straight;
  const Row rows[] = {{"gray", format_of(ColorFamily::gray), {0}},
                      {"full range YCbCr", format_of(ColorFamily::ycbcr, {1, 1}), {0, 128, 128}},
                      {"limited range YCbCr", limited, {16, 128, 128}},
                      {"RGBA", rgba, {0, 0, 0, 0}}};
  for (const Row& row : rows) {
    const Image picture = testing_support::make_flat(row.format, {10, 10}, 200);
    const Image canvas = lay_on_canvas(picture, {10, 21}, {0, 5}, empty_samples(picture.format));
    for (std::size_t plane = 0; plane < row.margin.size(); ++plane) {
      const cv::Mat& samples = canvas.planes[plane];
      EXPECT_EQ(samples.at<std::uint8_t>(0, 0), row.margin[plane]) << row.what << " plane " << plane;
      EXPECT_EQ(samples.at<std::uint8_t>(samples.rows - 1, 0), row.margin[plane]) << row.what << " plane " << plane;
      EXPECT_EQ(samples.at<std::uint8_t>(samples.rows / 2, 0), 200) << row.what << " plane " << plane;
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
