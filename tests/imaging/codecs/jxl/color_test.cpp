#include "imaging/codecs/jxl/color.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "imaging/codecs/jxl/codec.hpp"
#include "imaging/color/lcms.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/jxl_testing.hpp"
#include "imaging/support/profiles.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using testing_support::decode_file;
using testing_support::make_jxl;
using testing_support::make_picture;

constexpr Size kSize{64, 48};
constexpr PixelFormat kRgb{};
constexpr PixelFormat kGray{.family = ColorFamily::gray};
constexpr PixelFormat kDeep{.sample = SampleType::u16, .depth_bits = 16};

JxlColorEncoding color(JxlPrimaries primaries, JxlTransferFunction transfer, double gamma = 0) {
  JxlColorEncoding color{};
  color.color_space = JXL_COLOR_SPACE_RGB;
  color.white_point = JXL_WHITE_POINT_D65;
  color.primaries = primaries;
  color.transfer_function = transfer;
  color.gamma = gamma;
  color.rendering_intent = JXL_RENDERING_INTENT_RELATIVE;
  return color;
}

/// No formula of libjxl has this tone curve.
testing_support::Profile profile_without_numbers(ColorFamily family) {
  constexpr std::size_t kEntries = 256;
  std::vector<std::uint16_t> light(kEntries);
  for (std::size_t i = 0; i < kEntries; ++i) {
    const double sample = static_cast<double>(i) / (kEntries - 1);
    light[i] = static_cast<std::uint16_t>(std::lround(65535 * (0.4 * sample + 0.6 * sample * sample * sample)));
  }
  const ToneCurve curve(cmsBuildTabulatedToneCurve16(nullptr, kEntries, light.data()));
  const std::array<cmsToneCurve*, 3> curves{curve.get(), curve.get(), curve.get()};
  const cmsCIExyY white{0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE primaries{{0.68, 0.32, 1}, {0.265, 0.69, 1}, {0.15, 0.06, 1}};
  const Profile made = family == ColorFamily::gray ? make_gray(curve.get())
                                                   : Profile(cmsCreateRGBProfile(&white, &primaries, curves.data()));
  cmsUInt32Number bytes = 0;
  cmsSaveProfileToMem(made.get(), nullptr, &bytes);
  testing_support::Profile profile(bytes);
  cmsSaveProfileToMem(made.get(), profile.data(), &bytes);
  return profile;
}

/// Numbers become a profile of the same colors, whether the pixels are stored in them or not.
TEST(JxlColor, NumbersBecomeAProfile) {
  struct Row {
    const char* name;
    JxlColorEncoding stored;
    testing_support::Profile same;
  };
  const Row rows[] = {
      {"Display P3", color(JXL_PRIMARIES_P3, JXL_TRANSFER_FUNCTION_SRGB), testing_support::display_p3()},
      {"P3 of gamma 1.8", color(JXL_PRIMARIES_P3, JXL_TRANSFER_FUNCTION_GAMMA, 1 / 1.8),
       testing_support::display_p3_of_gamma(1.8)},
      {"linear P3", color(JXL_PRIMARIES_P3, JXL_TRANSFER_FUNCTION_LINEAR), testing_support::display_p3_of_gamma(1)},
  };
  for (const Row& row : rows) {
    for (const float distance : {0.0F, 0.5F}) {
      const auto decoded =
          decode_file(jxl_codec(), make_jxl({.distance = distance, .color = row.stored}, make_picture(kRgb, kSize)));
      ASSERT_FALSE(decoded.info.metadata.icc.empty()) << row.name;
      EXPECT_EQ(decoded.info.metadata.code_points, std::nullopt) << row.name;
      for (const auto& sample : {std::array{0.2, 0.5, 0.8}, {0.9, 0.4, 0.3}, {0.5, 0.5, 0.5}}) {
        const auto shown = testing_support::in_srgb(decoded.info.metadata.icc, sample);
        const auto expected = testing_support::in_srgb(row.same, sample);
        for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(shown[i], expected[i], 0.003) << row.name << ' ' << i;
      }
    }
  }
}

TEST(JxlColor, SrgbNeedsNoProfile) {
  for (const PixelFormat& format : {kRgb, kGray, kDeep}) {
    for (const float distance : {0.0F, 0.5F}) {
      const auto file = make_jxl({.distance = distance}, make_picture(format, kSize));
      EXPECT_TRUE(jxl_codec().open(file)->info().metadata.icc.empty());
    }
  }
}

TEST(JxlColor, HighDynamicRangeIsReadAndWrittenAsCodePoints) {
  struct Row {
    JxlPrimaries primaries;
    JxlTransferFunction transfer;
    CodePoints points;
  };
  for (const Row& row : {Row{JXL_PRIMARIES_2100, JXL_TRANSFER_FUNCTION_PQ, {9, 16}},
                         {JXL_PRIMARIES_2100, JXL_TRANSFER_FUNCTION_HLG, {9, 18}},
                         {JXL_PRIMARIES_P3, JXL_TRANSFER_FUNCTION_PQ, {12, 16}}}) {
    const Image image = make_picture(kDeep, kSize);
    for (const float distance : {0.0F, 0.5F}) {
      const Bytes file = make_jxl({.distance = distance, .color = color(row.primaries, row.transfer)}, image);
      const auto decoded = decode_file(jxl_codec(), file);
      EXPECT_EQ(decoded.info.metadata.code_points, row.points) << row.points.transfer;
      EXPECT_TRUE(decoded.info.metadata.icc.empty()) << row.points.transfer;
      EXPECT_GT(testing_support::psnr_db(decoded.image, image), 24) << row.points.transfer;
    }
    Metadata metadata;
    metadata.code_points = row.points;
    const auto written = decode_file(jxl_codec(), encode_jxl(image, {.quality = 95, .metadata = &metadata}));
    EXPECT_EQ(written.info.metadata.code_points, row.points) << row.points.transfer;
    EXPECT_GT(testing_support::psnr_db(written.image, image), 24) << row.points.transfer;
  }
}

/// libjxl stores lossy pixels in colors of its own, and cannot convert them back to a profile without numbers.
TEST(JxlColor, PixelsComeBackInTheColorsOfTheirProfile) {
  struct Row {
    const char* name;
    PixelFormat format;
    testing_support::Profile profile;
  };
  PixelFormat deep_alpha = kDeep;
  deep_alpha.alpha = Alpha::straight;
  const Row rows[] = {
      {"Adobe RGB", kRgb, testing_support::adobe_rgb()},
      {"Adobe RGB with alpha", deep_alpha, testing_support::adobe_rgb()},
      {"P3 of gamma 1.8", kRgb, testing_support::display_p3_of_gamma(1.8)},
      {"swapped sRGB", kRgb, testing_support::swapped_rgb()},
      {"swapped sRGB of 16 bits", kDeep, testing_support::swapped_rgb()},
      {"P3 without numbers", kRgb, profile_without_numbers(ColorFamily::rgb)},
      {"P3 without numbers, of 16 bits with alpha", deep_alpha, profile_without_numbers(ColorFamily::rgb)},
      {"gray without numbers", kGray, profile_without_numbers(ColorFamily::gray)},
      {"gray of gamma 1.5", kGray, testing_support::gray_of_gamma(1.5)},
  };
  for (const Row& row : rows) {
    const Image image = testing_support::make_picture(row.format, kSize, [&](unsigned plane, auto x, auto y) {
      const double white = row.format.white_sample(0);
      return plane == 3 ? white * y / 47 : white * (0.3 + 0.4 * (plane == 1 ? x / 63.0 : y / 47.0));
    });
    Metadata metadata;
    metadata.icc = row.profile;
    const auto decoded = decode_file(jxl_codec(), encode_jxl(image, {.quality = 99, .metadata = &metadata}));
    EXPECT_GT(testing_support::psnr_db(decoded.image, image), 38) << row.name;
    const auto stored = decode_file(jxl_codec(), make_jxl({.icc = row.profile}, image));
    EXPECT_EQ(testing_support::max_difference(stored.image, image), 0) << row.name << ", lossless";
  }
}

TEST(JxlColor, AProfileWithoutNumbersIsKeptByteForByte) {
  for (const PixelFormat& format : {kRgb, kDeep, kGray}) {
    Metadata metadata;
    metadata.icc = profile_without_numbers(format.family);
    const Bytes file = encode_jxl(make_picture(format, kSize), {.metadata = &metadata});
    EXPECT_EQ(jxl_codec().open(file)->info().metadata.icc, metadata.icc);
  }
}

TEST(JxlColor, AnUnusableProfileIsNamed) {
  Metadata metadata;
  metadata.icc.assign(300, 1);
  try {
    encode_jxl(make_picture(kRgb, kSize), {.metadata = &metadata});
    ADD_FAILURE() << "it was written";
  } catch (const util::Error& error) {
    EXPECT_STREQ(error.what(), "JPEG XL: libjxl cannot use the color profile of the image");
  }
}

}  // namespace
}  // namespace resizer::imaging
