#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/codecs/webp/codec.hpp"
#include "imaging/color/pixel_converter.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/resample/resampler.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/profiles.hpp"

/// Colors through whole files: kept with their profile, converted to sRGB, or resampled as light.
namespace resizer::imaging {
namespace {

using model::Warning;
using model::Warnings;
using testing_support::format_of;
using testing_support::in_rgb;
using testing_support::process;
using testing_support::Processed;

constexpr int kPatchPx = 64;
using Color = std::array<double, 3>;
/// 0...255. The corners of a wide gamut, and skin, foliage, sky and gray.
const std::vector<Color> test_colors = {{255, 0, 0},   {0, 255, 0},    {0, 0, 255},     {230, 60, 20}, {225, 180, 150},
                                        {70, 120, 40}, {90, 150, 220}, {128, 128, 128}, {20, 20, 20},  {250, 250, 250}};

PixelFormat deep_rgb() {
  PixelFormat format = format_of(ColorFamily::rgb);
  format.sample = SampleType::u16;
  format.depth_bits = 16;
  return format;
}

/// A row of patches, one of each color.
Image make_patches(const PixelFormat& format) {
  const double scale = format.sample == SampleType::u16 ? 257 : 1;
  const Size size{static_cast<std::uint32_t>(kPatchPx * test_colors.size()), kPatchPx};
  return testing_support::make_picture(format, size, [&](unsigned plane, std::uint32_t x, std::uint32_t) {
    return test_colors[x / kPatchPx][plane] * scale;
  });
}

/// The mean colors, 0...255, of the middles of the patches.
std::vector<Color> read_patches(const Image& image) {
  const Image rgb = in_rgb(image);
  const double scale = 255.0 / ((1U << rgb.format.depth_bits) - 1);
  const int patch_px = rgb.planes[0].cols / static_cast<int>(test_colors.size());
  std::vector<Color> colors;
  for (int index = 0; index < static_cast<int>(test_colors.size()); ++index) {
    Color color{};
    for (std::size_t plane = 0; plane < 3; ++plane) {
      const cv::Rect middle(index * patch_px + patch_px / 3, patch_px / 3, patch_px / 3, patch_px / 3);
      color[plane] = cv::mean(rgb.planes[plane](middle))[0] * scale;
    }
    colors.push_back(color);
  }
  return colors;
}

/// The largest difference of any channel, in levels of 8 bits.
double distance(const std::vector<Color>& a, const std::vector<Color>& b) {
  double largest = 0;
  for (std::size_t index = 0; index < a.size(); ++index) {
    for (std::size_t plane = 0; plane < 3; ++plane) {
      largest = std::max(largest, std::abs(a[index][plane] - b[index][plane]));
    }
  }
  return largest;
}

struct Kind {
  const char* what;
  Bytes (*encode)(const Metadata& metadata);
  double tolerance_levels;  ///< Of one encoding.
};

Bytes png_patches(const Metadata& metadata) {
  return encode_png(make_patches(format_of(ColorFamily::rgb)), {std::nullopt, &metadata});
}
Bytes deep_png_patches(const Metadata& metadata) {
  return encode_png(make_patches(deep_rgb()), {std::nullopt, &metadata});
}
Bytes tiff_patches(const Metadata& metadata) {
  return encode_tiff(make_patches(deep_rgb()), {std::nullopt, &metadata});
}
Bytes lossless_webp_patches(const Metadata& metadata) {
  return encode_webp(make_patches(format_of(ColorFamily::rgb)), {std::nullopt, &metadata});
}
Bytes lossy_patches(const Codec& codec, const Metadata& metadata) {
  const Image rgb = make_patches(format_of(ColorFamily::rgb));
  PixelFormat wanted = format_of(ColorFamily::ycbcr, {1, 1});
  return codec.encode(PixelConverter().convert(rgb, codec.storable(wanted, Compression::lossy)), {95, &metadata});
}
Bytes jpeg_patches(const Metadata& metadata) {
  return lossy_patches(jpeg_codec(), metadata);
}
Bytes webp_patches(const Metadata& metadata) {
  return lossy_patches(webp_codec(), metadata);
}

const Kind patch_kinds[] = {
    {"PNG", png_patches, 1},   {"PNG of 16 bits", deep_png_patches, 0.02},  {"TIFF of 16 bits", tiff_patches, 0.02},
    {"JPEG", jpeg_patches, 3}, {"lossless WebP", lossless_webp_patches, 1}, {"lossy WebP", webp_patches, 5},
};

Metadata with_profile(const testing_support::Profile& icc) {
  Metadata metadata;
  metadata.icc = icc;
  return metadata;
}

TEST(KeptColors, MoveNoFurtherWhenResizedTwice) {
  for (const auto& profile :
       {testing_support::display_p3(), testing_support::adobe_rgb(), testing_support::Profile{}}) {
    for (const Kind& kind : patch_kinds) {
      model::ResizeOptions options;
      if (kind.tolerance_levels > 2) options.quality = 95;
      const Processed once = process(kind.encode(with_profile(profile)), 320, options);
      const Processed twice = process(once.file, 160, options);
      const double first_step = distance(read_patches(once.image), test_colors);
      const double both_steps = distance(read_patches(twice.image), test_colors);
      EXPECT_LE(first_step, kind.tolerance_levels) << kind.what;
      EXPECT_LE(both_steps, std::max(first_step, kind.tolerance_levels)) << kind.what;
      EXPECT_EQ(once.info.metadata.icc, profile) << kind.what;
      EXPECT_EQ(twice.info.metadata.icc, profile) << kind.what;
      EXPECT_EQ(twice.report.warnings, Warnings{}) << kind.what;
    }
  }
}

TEST(SrgbOption, ConvertsThroughTheProfileAndTagsTheResult) {
  for (const auto& profile : {testing_support::display_p3(), testing_support::adobe_rgb()}) {
    std::vector<Color> expected;
    for (const Color& color : test_colors) {
      Color result = testing_support::in_srgb(profile, {color[0] / 255, color[1] / 255, color[2] / 255});
      for (double& level : result) level = std::clamp(level, 0.0, 1.0) * 255;
      expected.push_back(result);
    }
    for (const Kind& kind : patch_kinds) {
      model::ResizeOptions options;
      options.to_srgb = true;
      if (kind.tolerance_levels > 2) options.quality = 95;
      const Processed result = process(kind.encode(with_profile(profile)), 320, options);
      // Colors at the edge of the gamut suffer more from lossy compression.
      const double tolerance_levels =
          kind.tolerance_levels > 2 ? 2 * kind.tolerance_levels : kind.tolerance_levels + 0.1;
      EXPECT_LE(distance(read_patches(result.image), expected), tolerance_levels) << kind.what;
      EXPECT_EQ(result.info.metadata.icc, srgb_profile()) << kind.what;
      EXPECT_EQ(result.report.warnings, Warnings{}) << kind.what;
      EXPECT_LE(distance(read_patches(process(result.file, 160, options).image), read_patches(result.image)),
                kind.tolerance_levels)
          << kind.what << ", converted again";
    }
  }
}

TEST(SrgbOption, TakesColorsWithoutAProfileForSrgb) {
  model::ResizeOptions options;
  options.to_srgb = true;
  const Processed result = process(png_patches({}), 320, options);
  EXPECT_LE(distance(read_patches(result.image), test_colors), 1);
  EXPECT_EQ(result.info.metadata.icc, srgb_profile());
  const Bytes nonsense(300, 7);
  EXPECT_TRUE(process(png_patches(with_profile(nonsense)), 320, options).report.warnings.has(Warning::profile_broken));
}

TEST(SrgbOption, LeavesNoProfileWhereNoneIsToBeKept) {
  model::ResizeOptions options;
  options.to_srgb = true;
  options.keep = model::Keep::none;
  const Processed result = process(png_patches(with_profile(testing_support::swapped_rgb())), 320, options);
  EXPECT_TRUE(result.info.metadata.icc.empty());
  EXPECT_EQ(result.report.warnings, Warnings{}) << "what has no profile is sRGB";
  EXPECT_NEAR(read_patches(result.image)[0][2], 255, 2) << "red of that profile is sRGB's blue";
}

TEST(SrgbOption, KeepsGrayGray) {
  constexpr double kGamma = 1.4;
  constexpr double kLevel = 100;
  for (const auto format : {model::Format::png, model::Format::tiff, model::Format::jpeg, model::Format::webp}) {
    const Metadata metadata = with_profile(testing_support::gray_of_gamma(kGamma));
    const Bytes file = encode_png(testing_support::make_flat(format_of(ColorFamily::gray), {64, 64}, kLevel),
                                  {std::nullopt, &metadata});
    model::ResizeOptions options;
    options.to_srgb = true;
    options.formats = {format};
    const Processed result = process(file, 32, options);
    const bool stays_gray = format != model::Format::webp;
    EXPECT_EQ(result.report.outputs[0].image.channels, stays_gray ? 1 : 3);
    EXPECT_EQ(result.info.metadata.icc, srgb_profile(stays_gray ? ColorFamily::gray : ColorFamily::rgb));
    const double light = std::pow(kLevel / 255, kGamma);
    const double expected = 255 * (1.055 * std::pow(light, 1 / 2.4) - 0.055);
    EXPECT_NEAR(in_rgb(result.image).planes[0].at<std::uint8_t>(16, 16), expected, 2) << model::name_of(format);
  }
}

Image checkerboard(const PixelFormat& format) {
  const double white = format.sample == SampleType::u16 ? 65535 : 255;
  return testing_support::make_picture(format, {128, 128}, [=](unsigned plane, std::uint32_t x, std::uint32_t y) {
    if (format.family == ColorFamily::ycbcr && plane > 0) return 128.0;
    return (x + y) % 2 == 0 ? 0 : white;
  });
}

TEST(LinearOption, MixesBlackAndWhiteToHalfTheLight) {
  const auto adobe = with_profile(testing_support::adobe_rgb());
  const auto gray = with_profile(testing_support::gray_of_gamma(1.8));
  PixelFormat deep_gray = format_of(ColorFamily::gray);
  deep_gray.sample = SampleType::u16;
  deep_gray.depth_bits = 16;
  const EncodeOptions best{100, nullptr};
  const double srgb_half = 187.52;  // 255 (1.055 * 0.5^(1/2.4) - 0.055)
  const struct {
    const char* what;
    Bytes file;
    double expected;
  } rows[] = {
      {"gray PNG", encode_png(checkerboard(format_of(ColorFamily::gray)), {}), srgb_half},
      {"RGB PNG", encode_png(checkerboard(format_of(ColorFamily::rgb)), {}), srgb_half},
      {"PNG of 16 bits", encode_png(checkerboard(deep_gray), {}), srgb_half},
      {"TIFF", encode_tiff(checkerboard(deep_rgb()), {}), srgb_half},
      {"lossless WebP", encode_webp(checkerboard(format_of(ColorFamily::rgb)), {}), srgb_half},
      {"JPEG 4:4:4", encode_jpeg(checkerboard(format_of(ColorFamily::ycbcr)), best), srgb_half},
      {"JPEG 4:2:0", encode_jpeg(checkerboard(format_of(ColorFamily::ycbcr, {1, 1})), best), srgb_half},
      {"gray JPEG", encode_jpeg(checkerboard(format_of(ColorFamily::gray)), best), srgb_half},
      {"Adobe RGB", encode_png(checkerboard(format_of(ColorFamily::rgb)), {std::nullopt, &adobe}),
       255 * std::pow(0.5, 1 / 2.19921875)},
      {"gray of gamma 1.8", encode_png(checkerboard(format_of(ColorFamily::gray)), {std::nullopt, &gray}),
       255 * std::pow(0.5, 1 / 1.8)},
  };
  for (const auto& row : rows) {
    for (const bool linear : {false, true}) {
      model::ResizeOptions options;
      options.linear = linear;
      options.shrink_on_load = std::nullopt;
      const Processed result = process(row.file, 64, options);
      const Image rgb = in_rgb(result.image);
      const double mean =
          cv::mean(rgb.planes[0](cv::Rect(8, 8, 48, 48)))[0] * 255 / ((1U << rgb.format.depth_bits) - 1);
      EXPECT_NEAR(mean, linear ? row.expected : 127.5, 1) << row.what << (linear ? ", linear" : "");
    }
  }
}

TEST(LinearOption, LeavesFlatColorsAlone) {
  for (const auto& profile : {testing_support::adobe_rgb(), testing_support::Profile{}}) {
    for (const Kind& kind : patch_kinds) {
      model::ResizeOptions options;
      options.linear = true;
      if (kind.tolerance_levels > 2) options.quality = 95;
      const Processed result = process(kind.encode(with_profile(profile)), 320, options);
      EXPECT_LE(distance(read_patches(result.image), test_colors), kind.tolerance_levels) << kind.what;
      EXPECT_EQ(result.info.metadata.icc, profile) << kind.what;
      EXPECT_EQ(result.report.outputs[0].image.depth_bits, result.report.input.depth_bits) << kind.what;
    }
  }
}

/// What varies little is the same in both, at every chroma subsampling, shrunk by the decoder or not.
TEST(LinearOption, GivesThePictureItGivesWithout) {
  for (const Subsampling subsampling : {Subsampling{0, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 0}}) {
    for (const Size size : {Size{640, 480}, Size{631, 477}}) {
      Image picture = testing_support::make_picture(format_of(ColorFamily::ycbcr, subsampling), size);
      for (cv::Mat& plane : picture.planes) plane = plane / 8 + 120;
      const Bytes file = encode_jpeg(picture, {98, nullptr});
      for (const std::uint32_t width_px : {400U, 200U, 100U}) {
        model::ResizeOptions options;
        options.quality = 98;
        const Processed plain = process(file, width_px, options);
        options.linear = true;
        const Processed linear = process(file, width_px, options);
        ASSERT_EQ(plain.image.format, linear.image.format);
        EXPECT_GT(testing_support::psnr_db(plain.image, linear.image), 44)
            << size.width_px << " to " << width_px << ", subsampling " << int{subsampling.log2_x} << ','
            << int{subsampling.log2_y};
      }
    }
  }
}

/// A wave of some three pixels in the output, of an input that is decoded to the means of its blocks, or in full.
TEST(LinearOption, GivesBackOnceWhatMeansTookOfTheSharpness) {
  const auto wave = [](unsigned /*plane*/, std::uint32_t x, std::uint32_t /*y*/) {
    return std::round(128 + 40 * std::cos(2 * std::numbers::pi * x / 37));
  };
  const Image picture = testing_support::make_picture(format_of(ColorFamily::gray), {1200, 1200}, wave);
  const Bytes file = encode_jpeg(picture, {98, nullptr});
  const auto contrast = [&](const model::ResizeOptions& options) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(process(file, 100, options).image.planes[0], mean, deviation);
    return deviation[0];
  };
  for (const bool linear : {false, true}) {
    model::ResizeOptions options;
    options.quality = 98;
    options.linear = linear;
    const double of_means = contrast(options);
    options.shrink_on_load.reset();
    EXPECT_NEAR(of_means / contrast(options), 1, 0.02) << "linear " << linear;
  }
}

TEST(NoAutoOrientOption, LeavesPixelsAsStoredAndTheTagWhereItIsKept) {
  Metadata metadata = testing_support::make_metadata();
  metadata.icc.clear();
  metadata.exif[18] = 6;
  const Bytes file =
      encode_jpeg(testing_support::make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {300, 200}), {90, &metadata});
  for (const auto& [keep, name] : model::names<model::Keep>()) {
    model::ResizeOptions options;
    options.keep = keep;
    EXPECT_EQ(process(file, 150, options).image.size, (Size{150, 225})) << name;
    options.auto_orient = false;
    const Processed result = process(file, 150, options);
    EXPECT_EQ(result.image.size, (Size{150, 100})) << name;
    EXPECT_EQ(result.info.orientation, keep == model::Keep::all ? 6 : 1) << name;
    EXPECT_EQ(result.report.outputs[0].image.orientation, result.info.orientation) << name;
  }
}

/// Byte for byte, whatever is done to the colors and however often.
void expect_profile_kept(const Bytes& file) {
  const Bytes profile = recognize(file)->open(file)->info().metadata.icc;
  ASSERT_FALSE(profile.empty());
  for (const bool linear : {false, true}) {
    model::ResizeOptions options;
    options.linear = linear;
    const Processed once = process(file, 200, options);
    EXPECT_EQ(once.info.metadata.icc, profile) << "linear " << linear;
    EXPECT_EQ(process(once.file, 100, options).info.metadata.icc, profile) << "twice, linear " << linear;
  }
}

TEST(KeptProfiles, OfMadeFilesAreTheSameBytes) {
  for (const Kind& kind : patch_kinds) {
    SCOPED_TRACE(kind.what);
    expect_profile_kept(kind.encode(with_profile(testing_support::display_p3())));
  }
  PixelFormat deep_gray = deep_rgb();
  deep_gray.family = ColorFamily::gray;
  deep_gray.alpha = Alpha::straight;
  const Metadata metadata = with_profile(testing_support::gray_of_gamma(1.8));
  SCOPED_TRACE("gray of 16 bits with alpha");
  expect_profile_kept(encode_png(testing_support::make_picture(deep_gray, {240, 160}), {std::nullopt, &metadata}));
}

TEST(KeptProfiles, OfFixturesAreTheSameBytes) {
  for (const char* name : {"p3.png", "Landscape_6.jpg", "gain-map.jpg", "16-bit-grey-alpha.png"}) {
    const auto file = testing_support::shared_file(std::string("fixtures/") + name);
    if (!file) GTEST_SKIP() << name << " is not here";
    SCOPED_TRACE(name);
    expect_profile_kept(*file);
  }
}

}  // namespace
}  // namespace resizer::imaging
