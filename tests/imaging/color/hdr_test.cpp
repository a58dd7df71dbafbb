#include "imaging/color/hdr.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core.hpp>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"

namespace resizer::imaging {
namespace {

using testing_support::process;

constexpr CodePoints kPq{9, 16};
constexpr CodePoints kHlg{9, 18};

PixelFormat deep_rgb() {
  PixelFormat format = testing_support::format_of(ColorFamily::rgb);
  format.sample = SampleType::u16;
  format.depth_bits = 16;
  return format;
}

/// What a flat image, its signal from 0 to 1, becomes, from 0 to 1.
std::array<double, 3> fitted(double red, double green, double blue, CodePoints points) {
  Image image = make_image(deep_rgb(), {4, 4});
  const std::array signals{red, green, blue};
  for (std::size_t i = 0; i < 3; ++i) image.planes[i].setTo(std::round(signals[i] * 65535));
  const Image result = fit_into_srgb(image, points);
  std::array<double, 3> samples{};
  for (std::size_t i = 0; i < 3; ++i) samples[i] = result.planes[i].at<std::uint16_t>(2, 2) / 65535.0;
  return samples;
}

struct GrayRow {
  const char* what;
  CodePoints points;
  double signal;
  double srgb;
};

// Signals of these luminances by the formulas of SMPTE ST 2084 and Rec. ITU-R BT.2100, worked out by hand.
TEST(HighDynamicRange, KeepsDarkLightAndCompressesBrightLight) {
  const GrayRow rows[] = {
      {"black", kPq, 0, 0},
      {"20.3 cd/m2, a tenth of white", kPq, 0.3583, 0.3492},
      {"101.5 cd/m2, half of white", kPq, 0.5096, 0.7354},
      {"203 cd/m2, white", kPq, 0.5807, 0.8825},
      {"1000 cd/m2, the peak", kPq, 0.7518, 1},
      {"10000 cd/m2", kPq, 1, 1},
      {"black", kHlg, 0, 0},
      {"203 cd/m2, white", kHlg, 0.7500, 0.8825},
      {"1000 cd/m2, the peak", kHlg, 1, 1},
  };
  for (const GrayRow& row : rows) {
    for (const double sample : fitted(row.signal, row.signal, row.signal, row.points)) {
      EXPECT_NEAR(sample, row.srgb, 0.004) << row.what << (row.points == kHlg ? " in HLG" : " in PQ");
    }
  }
}

TEST(HighDynamicRange, TurnsPrimaries) {
  const auto [red, green, blue] = fitted(0.45, 0, 0, kPq);
  EXPECT_GT(red, 0.5);
  EXPECT_EQ(green, 0) << "more than sRGB holds";
  EXPECT_EQ(blue, 0);
  const auto p3 = fitted(0.45, 0.3, 0.3, {12, 16});
  const auto bt709 = fitted(0.45, 0.3, 0.3, {1, 16});
  EXPECT_GT(p3[0], bt709[0]);
  EXPECT_LT(p3[1], bt709[1]);
}

/// A flat gray AVIF of 203 cd/m2.
Bytes white_avif() {
  PixelFormat format = testing_support::format_of(ColorFamily::ycbcr);
  format.sample = SampleType::u16;
  format.depth_bits = 12;
  Image image = testing_support::make_flat(format, {64, 48}, 0.5807 * 4095);
  for (const std::size_t chroma : {1U, 2U}) image.planes[chroma].setTo(2048);
  Metadata metadata;
  metadata.code_points = kPq;
  return encode_avif(image, {95, &metadata});
}

TEST(HighDynamicRange, IsFittedWhereTheOutputCannotTellOfItOrSrgbIsAskedFor) {
  struct Row {
    std::optional<model::Format> format;
    bool to_srgb;
    model::Keep keep;
    bool is_fitted;
  };
  const Row rows[] = {
      {std::nullopt, false, model::Keep::icc, false},       {std::nullopt, true, model::Keep::icc, true},
      {std::nullopt, false, model::Keep::none, true},       {model::Format::png, false, model::Keep::icc, false},
      {model::Format::png, true, model::Keep::icc, true},   {model::Format::jpeg, false, model::Keep::icc, true},
      {model::Format::webp, false, model::Keep::icc, true}, {model::Format::tiff, false, model::Keep::icc, true},
  };
  for (const Row& row : rows) {
    model::ResizeOptions options;
    if (row.format) options.formats = {*row.format};
    options.to_srgb = row.to_srgb;
    options.keep = row.keep;
    const auto made = process(white_avif(), 32, options);
    const std::string what = std::string(row.format ? model::name_of(*row.format) : "avif") +
                             (row.to_srgb ? " in sRGB" : "") + (row.keep == model::Keep::none ? " without tags" : "");
    EXPECT_EQ(made.report.warnings.has(model::Warning::range_reduced), row.is_fitted) << what;
    EXPECT_EQ(made.info.metadata.code_points.has_value(), !row.is_fitted) << what;
    const Image rgb = testing_support::in_rgb(made.image);
    const double white = (1U << rgb.format.depth_bits) - 1;
    const double green = rgb.format.sample == SampleType::u8
                             ? static_cast<double>(rgb.planes[1].at<std::uint8_t>(10, 10))
                             : static_cast<double>(rgb.planes[1].at<std::uint16_t>(10, 10));
    EXPECT_NEAR(green / white, row.is_fitted ? 0.8825 : 0.5807, 0.015) << what;
  }
}

/// What becomes of black and a signal side by side, from 0 to 1, where samples or light are mixed.
double mixed(double signal, CodePoints points, bool linear, std::optional<model::Format> format = {}) {
  const Image board = testing_support::make_picture(
      deep_rgb(), {128, 128},
      [=](unsigned, std::uint32_t x, std::uint32_t y) { return (x + y) % 2 == 0 ? 0 : std::round(signal * 65535); });
  Metadata metadata;
  metadata.code_points = points;
  model::ResizeOptions options;
  options.linear = linear;
  if (format) options.formats = {*format};
  options.quality = 100;
  const Image rgb = testing_support::in_rgb(process(encode_png(board, {std::nullopt, &metadata}), 64, options).image);
  return cv::mean(rgb.planes[1](cv::Rect(8, 8, 48, 48)))[0] / ((1U << rgb.format.depth_bits) - 1);
}

// Half the light of 203 cd/m2 by SMPTE ST 2084, and of 0.75 in HLG by Rec. ITU-R BT.2100, worked out by hand.
TEST(HighDynamicRange, MixesAsLightByItsOwnCurve) {
  EXPECT_NEAR(mixed(0.5807, kPq, false), 0.2903, 0.001);
  EXPECT_NEAR(mixed(0.5807, kPq, true), 0.5096, 0.001);
  EXPECT_NEAR(mixed(0.7500, kHlg, true), 0.6075, 0.001);
  EXPECT_NEAR(mixed(0.5807, kPq, true, model::Format::jpeg), 0.7354, 0.01) << "in sRGB";
}

}  // namespace
}  // namespace resizer::imaging
