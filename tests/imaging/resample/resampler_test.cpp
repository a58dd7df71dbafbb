#include "imaging/resample/resampler.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "imaging/color/pixel_converter.hpp"
#include "imaging/resample/orient.hpp"
#include "imaging/support/pictures.hpp"

namespace resizer::imaging {
namespace {

using testing_support::format_of;
using testing_support::make_flat;
using testing_support::make_picture;
using testing_support::PictureDecoder;

constexpr unsigned kBatchRows = 8;

/// All of the image in another size, its chroma and alpha as they are.
Image resize(const Image& source, Size size, model::Filter filter = model::Filter::lanczos3,
             unsigned batch_rows = kBatchRows) {
  PictureDecoder decoder(source, batch_rows);
  const DecodedLayout layout = decoder.start({});
  const Region all{0, 0, static_cast<double>(source.size.width_px), static_cast<double>(source.size.height_px)};
  const Resampling wanted{all, size, source.format.subsampling, source.format.alpha, filter};
  return Resampler().resample(decoder, layout, std::span(&wanted, 1)).front();
}

double lanczos3(double x) {
  if (x == 0) return 1;
  if (std::abs(x) >= 3) return 0;
  const double t = std::numbers::pi * x;
  return 3 * std::sin(t) * std::sin(t / 3) / (t * t);
}

/// One row resampled in double precision, straight from the definition; edges mirrored.
std::vector<double> reference_row(const std::vector<double>& row, std::size_t target_length) {
  const auto length = static_cast<int>(row.size());
  const double ratio = static_cast<double>(length) / static_cast<double>(target_length);
  const double stretch = std::max(1.0, ratio);
  std::vector<double> target;
  for (std::size_t index = 0; index < target_length; ++index) {
    const double center = (static_cast<double>(index) + 0.5) * ratio;
    double sum = 0;
    double weights = 0;
    for (int x = static_cast<int>(center - 3 * stretch) - 1; x < center + 3 * stretch + 1; ++x) {
      const double weight = lanczos3((x + 0.5 - center) / stretch);
      const int mirrored = x < 0 ? -1 - x : x >= length ? 2 * length - 1 - x : x;
      sum += weight * row[static_cast<std::size_t>(mirrored)];
      weights += weight;
    }
    target.push_back(sum / weights);
  }
  return target;
}

/// An image that varies along one axis only, at random between 60 and 200.
Image random_stripes(Size size, bool vertical) {
  Image image = make_image(format_of(ColorFamily::gray), size);
  const int length = static_cast<int>(vertical ? size.height_px : size.width_px);
  cv::Mat line(1, length, CV_8U);
  cv::RNG(1).fill(line, cv::RNG::UNIFORM, 60, 200);
  cv::Mat& plane = image.planes[0];
  cv::repeat(vertical ? line.t() : line, plane.rows / (vertical ? line.cols : 1),
             plane.cols / (vertical ? 1 : line.cols), plane);
  return image;
}

struct Lengths {
  std::uint32_t from;
  std::uint32_t to;
};

class RatioTest : public testing::TestWithParam<Lengths> {};

TEST_P(RatioTest, BothDirectionsAgreeWithTheDefinitionOfLanczos3) {
  constexpr double kHalfAStep = 0.51;
  constexpr std::uint32_t kOther = 16;
  const auto [from, to] = GetParam();
  for (const bool vertical : {false, true}) {
    const Image source = random_stripes(vertical ? Size{kOther, from} : Size{from, kOther}, vertical);
    const Image result = resize(source, vertical ? Size{kOther, to} : Size{to, kOther});
    std::vector<double> line;
    (vertical ? source.planes[0].col(0).clone().reshape(1, 1) : source.planes[0].row(0)).convertTo(line, CV_64F);
    const std::vector<double> expected = reference_row(line, to);
    for (std::size_t index = 0; index < to; ++index) {
      const auto at = static_cast<int>(index);
      const int actual = vertical ? result.planes[0].at<std::uint8_t>(at, 7) : result.planes[0].at<std::uint8_t>(7, at);
      ASSERT_NEAR(actual, expected[index], kHalfAStep) << (vertical ? "row " : "column ") << index;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Lengths, RatioTest,
                         testing::Values(Lengths{1632, 800}, Lengths{820, 400}, Lengths{2144, 1067}, Lengths{2000, 800},
                                         Lengths{1999, 801}, Lengths{800, 799}, Lengths{640, 800}, Lengths{300, 1024},
                                         Lengths{4000, 160}, Lengths{7, 3}),
                         [](const auto& test) {
                           return std::to_string(test.param.from) + "to" + std::to_string(test.param.to);
                         });

TEST(Resampler, OnePixelIsEnough) {
  for (const auto& [from, to] :
       {std::pair{Size{1, 1}, Size{5, 3}}, {Size{5, 3}, Size{1, 1}}, {Size{1, 9}, Size{9, 1}}}) {
    const Image result = resize(make_flat(format_of(ColorFamily::gray), from, 77), to);
    EXPECT_EQ(cv::countNonZero(result.planes[0] != 77), 0) << from.width_px << 'x' << from.height_px;
  }
}

TEST(Resampler, TheSizeOfTheRingDoesNotMatter) {
  const Image source = make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {331, 517});
  const Image expected = resize(source, {101, 151}, model::Filter::lanczos3, 1024);
  for (const unsigned batch_rows : {2U, 8U, 16U, 64U}) {
    const Image result = resize(source, {101, 151}, model::Filter::lanczos3, batch_rows);
    EXPECT_EQ(testing_support::psnr_db(result, expected), 99) << batch_rows << " rows a batch";
  }
}

/// Each size comes out as it does alone, though all take turns at one stream of rows.
TEST(Resampler, MakesSeveralSizesFromOneStream) {
  const Image source = make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {640, 1000});
  const auto wanted_in = [](Region region, Size size) {
    return Resampling{region, size, {1, 1}, Alpha::none, model::Filter::lanczos3};
  };
  const std::vector<Resampling> wanted{wanted_in({0, 0, 640, 1000}, {320, 500}), wanted_in({0, 0, 640, 1000}, {20, 32}),
                                       wanted_in({0, 900, 640, 100}, {100, 16}),
                                       wanted_in({0, 0, 640, 1000}, {900, 1500})};
  for (const unsigned batch_rows : {2U, 16U, 64U}) {
    PictureDecoder decoder(source, batch_rows);
    const DecodedLayout layout = decoder.start({});
    const std::vector<Image> results = Resampler().resample(decoder, layout, wanted);
    ASSERT_EQ(results.size(), wanted.size());
    for (std::size_t index = 0; index < wanted.size(); ++index) {
      const Image alone = Resampler().resample(source, wanted[index]);
      EXPECT_EQ(testing_support::psnr_db(results[index], alone), 99) << index << ", batches of " << batch_rows;
    }
    EXPECT_GE(decoder.rows_read(), 1000U);
    EXPECT_LT(decoder.rows_read(), 1000U + batch_rows) << "decoded more than once";
  }
}

TEST(Resampler, ReadsEveryRowEvenWhenTheCropNeedsFew) {
  PictureDecoder decoder(make_picture(format_of(ColorFamily::gray), {100, 1000}), 8);
  const DecodedLayout layout = decoder.start({});
  const Resampling wanted{{0, 400, 100, 100}, {50, 50}, {}, Alpha::none};
  Resampler().resample(decoder, layout, std::span(&wanted, 1));
  EXPECT_EQ(decoder.rows_read(), 1000U);
}

TEST(Resampler, KeepsFlatPicturesFlatInEveryFilterAndSampleType) {
  for (const SampleType sample : {SampleType::u8, SampleType::u16, SampleType::f32}) {
    PixelFormat format = format_of(ColorFamily::gray);
    format.sample = sample;
    format.depth_bits = sample == SampleType::u8 ? 8 : sample == SampleType::u16 ? 16 : 32;
    const double level = sample == SampleType::f32 ? 0.25 : 117;
    for (const model::Name<model::Filter>& filter : model::names<model::Filter>()) {
      const Image source = make_flat(format, {301, 203}, level);
      for (const Size size : {Size{80, 60}, Size{301, 203}, Size{600, 410}}) {
        double low = 0;
        double high = 0;
        cv::minMaxLoc(resize(source, size, filter.first).planes[0], &low, &high);
        EXPECT_NEAR(low, level, 1e-6) << filter.second << ' ' << size.width_px;
        EXPECT_NEAR(high, level, 1e-6) << filter.second << ' ' << size.width_px;
      }
    }
  }
}

TEST(Resampler, BoxIsTheMeanAndNearestThePixelInTheMiddle) {
  Image source = make_image(format_of(ColorFamily::gray), {6, 3});
  const cv::Mat samples =
      (cv::Mat_<std::uint8_t>(3, 6) << 10, 20, 30, 40, 50, 60, 1, 2, 3, 4, 5, 6, 70, 80, 90, 100, 110, 120);
  samples.copyTo(source.planes[0]);
  const Image box = resize(source, {2, 1}, model::Filter::box);
  EXPECT_EQ(box.planes[0].at<std::uint8_t>(0, 0), 34);  // (60 + 6 + 240) / 9
  EXPECT_EQ(box.planes[0].at<std::uint8_t>(0, 1), 55);  // (150 + 15 + 330) / 9
  const Image nearest = resize(source, {2, 1}, model::Filter::nearest);
  EXPECT_EQ(nearest.planes[0].at<std::uint8_t>(0, 0), 2);
  EXPECT_EQ(nearest.planes[0].at<std::uint8_t>(0, 1), 5);
}

TEST(Resampler, AMirroredPictureGivesTheMirroredResult) {
  const Orientation mirror{.flip_x = true, .flip_y = true, .transpose = false};
  for (const model::Name<model::Filter>& filter : model::names<model::Filter>()) {
    if (filter.first == model::Filter::nearest) continue;  // has to choose a side
    for (const Subsampling subsampling : {Subsampling{0, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 0}}) {
      const Image source = make_picture(format_of(ColorFamily::ycbcr, subsampling), {644, 484});
      const Image straight = orient_image(resize(source, {200, 148}, filter.first), mirror);
      const Image mirrored = resize(orient_image(source, mirror), {200, 148}, filter.first);
      for (std::size_t plane = 0; plane < 3; ++plane) {
        EXPECT_LE(cv::norm(straight.planes[plane], mirrored.planes[plane], cv::NORM_INF), 1)
            << filter.second << " plane " << plane << ", subsampling " << int{subsampling.log2_x} << ','
            << int{subsampling.log2_y};
      }
    }
  }
}

struct AlphaRow {
  const char* what;
  PixelFormat format;
};

class AlphaTest : public testing::TestWithParam<AlphaRow> {};

PixelFormat with_alpha(ColorFamily family, Alpha alpha, Subsampling subsampling = {}) {
  PixelFormat format = format_of(family, subsampling);
  format.alpha = alpha;
  return format;
}

/// A disc of color 200 on transparent 0, or its inverse: any other color at the edge would be a fringe.
TEST_P(AlphaTest, LeavesNoFringeAtTheEdgeOfTransparency) {
  constexpr double kLevel = 200;
  const PixelFormat format = GetParam().format;
  for (const bool inverse : {false, true}) {
    Image source = make_flat(format, {400, 400}, 0);
    for (unsigned plane = 0; plane < format.planes(); ++plane) {
      cv::Mat disc(400, 400, CV_8U, cv::Scalar(inverse ? 255 : 0));
      cv::circle(disc, {200, 200}, 120, cv::Scalar(inverse ? 0 : 255), cv::FILLED);
      // A chroma sample has color if any of the pixels it stands for is seen.
      cv::resize(disc, disc, source.planes[plane].size(), 0, 0, cv::INTER_AREA);
      source.planes[plane].setTo(plane < format.color_planes() ? kLevel : 255, disc > 0);
    }
    const Image result = resize(source, {100, 100});
    const cv::Mat& alpha = result.planes.back();
    int edge_pixels = 0;
    for (int y = 0; y < 100; ++y) {
      for (int x = 0; x < 100; ++x) {
        const double opacity = alpha.at<std::uint8_t>(y, x) / 255.0;
        if (opacity < 0.1) continue;
        edge_pixels += opacity < 0.9 ? 1 : 0;
        const double expected = format.alpha == Alpha::premultiplied ? kLevel * opacity : kLevel;
        ASSERT_NEAR(result.planes[0].at<std::uint8_t>(y, x), expected, 3) << x << ',' << y << " inverse " << inverse;
        const Subsampling chroma = format.subsampling_of(1);
        if (format.color_planes() == 1 || opacity < 0.9) continue;
        ASSERT_NEAR(result.planes[1].at<std::uint8_t>(y >> chroma.log2_y, x >> chroma.log2_x), kLevel, 3)
            << "plane 1 at " << x << ',' << y << " inverse " << inverse;
      }
    }
    EXPECT_GT(edge_pixels, 50);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, AlphaTest,
                         testing::Values(AlphaRow{"rgb", with_alpha(ColorFamily::rgb, Alpha::straight)},
                                         AlphaRow{"gray", with_alpha(ColorFamily::gray, Alpha::straight)},
                                         AlphaRow{"premultiplied", with_alpha(ColorFamily::gray, Alpha::premultiplied)},
                                         AlphaRow{"ycbcr444", with_alpha(ColorFamily::ycbcr, Alpha::straight)},
                                         AlphaRow{"ycbcr420", with_alpha(ColorFamily::ycbcr, Alpha::straight, {1, 1})}),
                         [](const auto& test) { return std::string(test.param.what); });

TEST(Resampler, ChromaCanComeOutCoarserOrFiner) {
  const Image source = make_picture(format_of(ColorFamily::ycbcr, {1, 0}), {300, 200});
  for (const Subsampling chroma : {Subsampling{0, 0}, {1, 1}, {0, 1}}) {
    const Image result = Resampler().resample(source, {{0, 0, 300, 200}, {100, 66}, chroma, Alpha::none});
    cv::Mat expected;
    cv::resize(source.planes[1], expected, result.planes[1].size(), 0, 0, cv::INTER_AREA);
    EXPECT_EQ(result.format.subsampling, chroma);
    EXPECT_LT(cv::norm(expected, result.planes[1], cv::NORM_L1) / static_cast<double>(expected.total()), 2)
        << int{chroma.log2_x} << ',' << int{chroma.log2_y};
  }
}

TEST(Resampler, TakesCmykAsItIs) {
  const Image result = resize(make_flat(format_of(ColorFamily::cmyk), {64, 48}, 77), {20, 15});
  ASSERT_EQ(result.planes.size(), 4U);
  for (const cv::Mat& plane : result.planes) EXPECT_EQ(plane.at<std::uint8_t>(7, 7), 77);
}

TEST(Convert, ChangesFamilyRangeAndDepth) {
  PixelFormat limited = format_of(ColorFamily::ycbcr, {1, 1});
  limited.range = Range::limited;
  PixelFormat deep = format_of(ColorFamily::rgb);
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  PixelConverter converter;
  const Image rgb = make_flat(format_of(ColorFamily::rgb), {64, 64}, 200);
  const Image video = converter.convert(rgb, limited);
  EXPECT_NEAR(video.planes[0].at<std::uint8_t>(8, 8), 16 + 219 * 200 / 255.0, 1);
  EXPECT_NEAR(video.planes[1].at<std::uint8_t>(8, 8), 128, 1);
  EXPECT_EQ(converter.convert(rgb, deep).planes[2].at<std::uint16_t>(8, 8), 200 * 257);
  const Image gray = make_flat(format_of(ColorFamily::gray), {64, 64}, 90);
  EXPECT_NEAR(converter.convert(gray, format_of(ColorFamily::rgb)).planes[1].at<std::uint8_t>(8, 8), 90, 1);
}

}  // namespace
}  // namespace resizer::imaging
