#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "imaging/codecs/registry.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/heif_testing.hpp"

/// The colors of HEIF files against the formulas of ITU-T H.273.
namespace resizer::imaging {
namespace {

using testing_support::make_heif;
using testing_support::process;
using testing_support::without_boxes;
using Rgb = std::array<double, 3>;

constexpr std::array<Rgb, 10> kPatches{{{0, 0, 0},
                                        {1, 1, 1},
                                        {1, 0, 0},
                                        {0, 1, 0},
                                        {0, 0, 1},
                                        {0, 1, 1},
                                        {1, 0, 1},
                                        {1, 1, 0},
                                        {0.5, 0.5, 0.5},
                                        {0.8, 0.3, 0.1}}};
constexpr std::uint32_t kPatchPx = 16;

struct Coding {
  CodedColor color;
  unsigned depth_bits = 8;
  Subsampling chroma{};
};

std::string printed(const Coding& coding) {
  return "matrix " + std::to_string(coding.color.matrix) + (coding.color.full_range ? " full " : " limited ") +
         std::to_string(coding.depth_bits) + " bits, chroma 1/2^" + std::to_string(coding.chroma.log2_x) + " x 1/2^" +
         std::to_string(coding.chroma.log2_y) + ", primaries " + std::to_string(coding.color.primaries);
}

/// K_R and K_B of table 4, those of matrix 12 by equations 32 to 37.
std::pair<double, double> luma_weights(const CodedColor& color) {
  switch (color.matrix) {
    case 1:
      return {0.2126, 0.0722};
    case 4:
      return {0.30, 0.11};
    case 7:
      return {0.212, 0.087};
    case 9:
      return {0.2627, 0.0593};
    case 12:
      return color.primaries == 12 ? std::pair{0.22897, 0.07929} : std::pair{0.2126, 0.0722};
    default:
      return {0.299, 0.114};
  }
}

/// From 0 to 1 and -0.5 to 0.5.
Rgb encode(const Rgb& rgb, const CodedColor& color) {
  const auto [r, g, b] = rgb;
  if (color.matrix == 0) return {g, b, r};
  if (color.matrix == 8) return {g / 2 + (r + b) / 4, g / 2 - (r + b) / 4, (r - b) / 2};
  const auto [red, blue] = luma_weights(color);
  const double y = red * r + (1 - red - blue) * g + blue * b;
  return {y, (b - y) / (2 - 2 * blue), (r - y) / (2 - 2 * red)};
}

Rgb decode(const Rgb& coded, const CodedColor& color) {
  const auto [y, cb, cr] = coded;
  if (color.matrix == 0) return {cr, y, cb};
  if (color.matrix == 8) return {y - cb + cr, y + cb, y - cb - cr};
  const auto [red, blue] = luma_weights(color);
  const double r = y + 2 * (1 - red) * cr;
  const double b = y + 2 * (1 - blue) * cb;
  return {r, (y - red * r - blue * b) / (1 - red - blue), b};
}

/// Equations 20 to 31, 44 to 47: where a plane's zero lies, and how many steps one is.
std::pair<double, double> quantization(const Coding& coding, unsigned plane) {
  const double step = std::pow(2, coding.depth_bits - 8);
  const bool is_chroma = plane > 0 && coding.color.matrix != 0;
  const double zero = is_chroma ? 128 * step : coding.color.full_range ? 0 : 16 * step;
  return {zero, coding.color.full_range                 ? 256 * step - 1
                : is_chroma && coding.color.matrix != 8 ? 224 * step
                                                        : 219 * step};
}

PixelFormat planes_of(const Coding& coding) {
  PixelFormat format = testing_support::format_of(ColorFamily::ycbcr, coding.chroma);
  format.depth_bits = static_cast<std::uint8_t>(coding.depth_bits);
  format.sample = coding.depth_bits > 8 ? SampleType::u16 : SampleType::u8;
  return format;
}

double stored_sample(const Coding& coding, std::size_t patch, unsigned plane) {
  const auto [zero, steps] = quantization(coding, plane);
  const double sample = std::round(zero + steps * encode(kPatches[patch], coding.color)[plane]);
  return std::clamp(sample, 0.0, std::pow(2, coding.depth_bits) - 1);
}

Image patches(const Coding& coding) {
  const Size size{kPatchPx * static_cast<std::uint32_t>(kPatches.size()), kPatchPx};
  return testing_support::make_picture(planes_of(coding), size, [&](unsigned plane, std::uint32_t x, std::uint32_t) {
    const std::uint32_t full_x = plane > 0 ? x << coding.chroma.log2_x : x;
    return stored_sample(coding, full_x / kPatchPx, plane);
  });
}

/// What the stored samples of a patch stand for.
Rgb expected(const Coding& coding, std::size_t patch) {
  Rgb coded{};
  for (unsigned plane = 0; plane < 3; ++plane) {
    const auto [zero, steps] = quantization(coding, plane);
    coded[plane] = (stored_sample(coding, patch, plane) - zero) / steps;
  }
  Rgb rgb = decode(coded, coding.color);
  for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
  return rgb;
}

/// Holds an output's patches against the formulas, in levels of the stored depth.
void check_patches(const Coding& coding, const Image& output, double tolerance_levels) {
  const Image rgb = testing_support::in_rgb(output);
  const double largest = std::pow(2, rgb.format.depth_bits) - 1;
  const double levels = std::pow(2, coding.depth_bits) - 1;
  const std::uint32_t patch_px = rgb.size.width_px / static_cast<std::uint32_t>(kPatches.size());
  for (std::size_t patch = 0; patch < kPatches.size(); ++patch) {
    const Rgb wanted = expected(coding, patch);
    const std::uint32_t x = static_cast<std::uint32_t>(patch) * patch_px + patch_px / 2;
    for (unsigned channel = 0; channel < 3; ++channel) {
      const double got = testing_support::sample_at(rgb, channel, x, rgb.size.height_px / 2) / largest;
      EXPECT_NEAR(got * levels, wanted[channel] * levels, tolerance_levels)
          << "patch " << patch << ", channel " << channel;
    }
  }
}

std::vector<Coding> codings(std::initializer_list<std::uint16_t> matrices, std::initializer_list<unsigned> depths,
                            heif_compression_format compression = heif_compression_AV1) {
  constexpr Subsampling kHalfWidth{1, 0};
  std::vector<Coding> all;
  for (const std::uint16_t matrix : matrices) {
    for (const unsigned depth : depths) {
      for (const bool full : {true, false}) {
        for (const Subsampling chroma : {Subsampling{0, 0}, {1, 0}, {1, 1}}) {
          if (matrix == 0 && chroma != Subsampling{}) continue;
          if (compression == heif_compression_AV1 && depth == 10 && chroma != kHalfWidth) continue;  // aborts libheif
          const std::uint16_t primaries = matrix == 12 ? 12 : 1;
          // AV1 takes sRGB's transfer function with matrix 0 as of full range.
          const std::uint16_t transfer = matrix == 0 && !full ? 1 : 13;
          all.push_back({{primaries, transfer, matrix, full}, depth, chroma});
        }
      }
    }
  }
  return all;
}

model::ResizeOptions same_size(model::Format format) {
  model::ResizeOptions options;
  options.sizes = {model::Percent{100}};
  options.formats = {format};
  return options;
}

void check_codings(heif_compression_format compression, const std::vector<Coding>& all) {
  for (const Coding& coding : all) {
    const Bytes file =
        make_heif({.compression = compression, .lossless = true, .color = coding.color}, patches(coding));
    for (const bool has_box : {true, false}) {
      SCOPED_TRACE(printed(coding) + (has_box ? " by the color box" : " by the bitstream"));
      const auto made = process(has_box ? file : without_boxes(file, "colr"), 0, same_size(model::Format::png));
      check_patches(coding, made.image, 1);
      EXPECT_EQ(made.report.warnings, model::Warnings{});
    }
  }
}

TEST(HeifColor, Av1IsReadByTheFormulas) {
  check_codings(heif_compression_AV1, codings({0, 1, 2, 4, 5, 6, 7, 8, 9, 12}, {8, 10, 12}));
}

TEST(HeifColor, HevcIsReadByTheFormulas) {
  if (!testing_support::can_make(heif_compression_HEVC)) GTEST_SKIP() << "no encoder for HEVC here";
  check_codings(heif_compression_HEVC, codings({1, 6, 9}, {8, 10}, heif_compression_HEVC));
}

/// Saturated colors pass from one matrix to another without being cut off on the way; lossy formats take their share.
TEST(HeifColor, MatricesAreConvertedToThoseOfOtherFormats) {
  for (const Coding& coding : codings({0, 1, 4, 7, 8, 9, 12}, {8})) {
    const Bytes file = make_heif({.lossless = true, .color = coding.color}, patches(coding));
    for (const model::Format format : {model::Format::jpeg, model::Format::webp, model::Format::avif}) {
      SCOPED_TRACE(printed(coding) + " to " + std::string(model::name_of(format)));
      model::ResizeOptions options = same_size(format);
      options.quality = 100;
      check_patches(coding, process(file, 0, options).image, 5);
    }
  }
}

TEST(HeifColor, LightIsMixedByTheRightMatrix) {
  for (const Coding& coding : codings({0, 1, 2, 4, 7, 8, 9, 12}, {8, 12})) {
    SCOPED_TRACE(printed(coding));
    const Bytes file = make_heif({.lossless = true, .color = coding.color}, patches(coding));
    model::ResizeOptions options = same_size(model::Format::png);
    options.linear = true;
    check_patches(coding, process(file, 0, options).image, coding.depth_bits > 8 ? 4 : 1.5);
  }
}

/// Rec. ITU-R BT.2100, tables 4, 5 and 7.
double pq_of(double light) {
  const double power = std::pow(light, 2610.0 / 16384);
  return std::pow((3424.0 / 4096 + 2413.0 / 128 * power) / (1 + 2392.0 / 128 * power), 2523.0 / 32);
}
double light_of_pq(double signal) {
  const double power = std::pow(signal, 32 / 2523.0);
  return std::pow(std::max(power - 3424.0 / 4096, 0.0) / (2413.0 / 128 - 2392.0 / 128 * power), 16384 / 2610.0);
}
Rgb ictcp_of(const Rgb& rgb) {
  Rgb light{};
  std::transform(rgb.begin(), rgb.end(), light.begin(), light_of_pq);
  const auto [r, g, b] = light;
  const double l = pq_of((1688 * r + 2146 * g + 262 * b) / 4096);
  const double m = pq_of((683 * r + 2951 * g + 462 * b) / 4096);
  const double s = pq_of((99 * r + 309 * g + 3688 * b) / 4096);
  return {(l + m) / 2, (6610 * l - 13613 * m + 7003 * s) / 4096, (17933 * l - 17390 * m - 543 * s) / 4096};
}

TEST(HeifColor, IctcpBecomesTheRgbOfItsTransferFunction) {
  constexpr std::array<Rgb, 4> kColors{{{0.5, 0.5, 0.5}, {0.6, 0.3, 0.2}, {0.2, 0.5, 0.3}, {0.3, 0.3, 0.6}}};
  const Coding coding{{9, 16, 14, false}, 12, {}};
  const Size size{kPatchPx * static_cast<std::uint32_t>(kColors.size()), kPatchPx};
  const Image image =
      testing_support::make_picture(planes_of(coding), size, [&](unsigned plane, std::uint32_t x, std::uint32_t) {
        const auto [zero, steps] = quantization(coding, plane);
        return std::round(zero + steps * ictcp_of(kColors[x / kPatchPx])[plane]);
      });
  const Bytes file = make_heif({.lossless = true, .color = coding.color}, image);
  for (const bool linear : {false, true}) {
    model::ResizeOptions options = same_size(model::Format::png);
    options.linear = linear;
    const auto made = process(file, 0, options);
    EXPECT_EQ(made.info.metadata.code_points, (CodePoints{9, 16}));
    for (std::size_t patch = 0; patch < kColors.size(); ++patch) {
      for (unsigned channel = 0; channel < 3; ++channel) {
        const double got =
            testing_support::sample_at(made.image, channel, static_cast<std::uint32_t>(patch) * kPatchPx + 8, 8);
        EXPECT_NEAR(got / 65535, kColors[patch][channel], 0.003)
            << (linear ? "in linear light, " : "") << "patch " << patch << ", channel " << channel;
      }
    }
  }
}

TEST(HeifColor, GrayHasItsOwnRange) {
  for (const auto& [full, black, white] : {std::tuple{true, 0, 255}, {false, 16, 235}}) {
    PixelFormat format = testing_support::format_of(ColorFamily::gray);
    const Image image = testing_support::make_picture(
        format, {32, 16}, [b = black, w = white](unsigned, std::uint32_t x, std::uint32_t) { return x < 16 ? b : w; });
    const Bytes file = make_heif({.lossless = true, .color = CodedColor{1, 13, 6, full}}, image);
    for (const bool linear : {false, true}) {
      model::ResizeOptions options = same_size(model::Format::png);
      options.linear = linear;
      const Image made = process(without_boxes(file, "colr"), 0, options).image;
      EXPECT_EQ(testing_support::sample_at(made, 0, 4, 8), 0) << full << linear;
      EXPECT_EQ(testing_support::sample_at(made, 0, 28, 8), 255) << full << linear;
    }
  }
}

TEST(HeifColor, EveryCodePointBecomesAProfileOrAWarning) {
  const Image image = testing_support::make_flat(testing_support::format_of(ColorFamily::ycbcr), {16, 16}, 128);
  for (std::uint16_t primaries = 0; primaries < 25; ++primaries) {
    for (std::uint16_t transfer = 0; transfer < 20; ++transfer) {
      const Bytes file = testing_support::write_heif(
          {.items = {[&] {
             static const testing_support::StoredItem kCoded =
                 testing_support::coded_item({.color = CodedColor{2, 2, 6, true}}, image);
             testing_support::StoredItem item = kCoded;
             item.properties.push_back(testing_support::color_box({primaries, transfer, 6, true}));
             return item;
           }()}});
      const auto decoded = testing_support::decode_file(*find_codec(model::Format::avif), file);
      const bool is_srgb = is_shown_as_srgb({primaries, transfer});
      const bool is_unknown = decoded.info.warnings.has(model::Warning::color_space_unknown);
      const Metadata& metadata = decoded.info.metadata;
      EXPECT_EQ(1, int{is_srgb} + int{is_unknown} + int{!metadata.icc.empty()} + int{metadata.code_points.has_value()})
          << "primaries " << primaries << ", transfer " << transfer;
      const bool is_named = (primaries <= 12 && primaries != 0 && primaries != 3) || primaries == 22;
      EXPECT_EQ(is_unknown, !metadata.code_points && (!is_named || transfer == 0 || transfer == 3 || transfer == 19))
          << "primaries " << primaries << ", transfer " << transfer;
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
