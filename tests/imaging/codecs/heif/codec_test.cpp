#include "imaging/codecs/heif/codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "imaging/codecs/registry.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/heif_testing.hpp"
#include "imaging/support/phone_heic.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using model::Warnings;
using testing_support::decode_file;
using testing_support::make_heif;
using testing_support::make_picture;
using testing_support::printed;
using testing_support::psnr_db;
using testing_support::shared_file;

PixelFormat avif_format(ColorFamily family, Subsampling chroma, std::uint8_t depth_bits, Alpha alpha) {
  PixelFormat format;
  format.family = family;
  format.subsampling = chroma;
  format.depth_bits = depth_bits;
  format.sample = depth_bits > 8 ? SampleType::u16 : SampleType::u8;
  format.alpha = alpha;
  return format;
}

TEST(Avif, KeepsPlanesOfEveryFormatAndSize) {
  for (const auto& [family, chroma] : {std::pair{ColorFamily::gray, Subsampling{}},
                                       {ColorFamily::ycbcr, Subsampling{}},
                                       {ColorFamily::ycbcr, Subsampling{1, 1}}}) {
    for (const std::uint8_t depth : {std::uint8_t{8}, std::uint8_t{12}}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
        for (const Size size : {Size{64, 48}, Size{65, 49}, Size{1, 1}, Size{3, 17}}) {
          const PixelFormat format = avif_format(family, chroma, depth, alpha);
          SCOPED_TRACE(printed(format) + " " + std::to_string(size.width_px) + " x " + std::to_string(size.height_px));
          ASSERT_EQ(avif_storable(format), format);
          const Image image = make_picture(format, size);
          const auto decoded = decode_file(avif_codec(), encode_avif(image, {.quality = 95}));
          EXPECT_GT(psnr_db(image, decoded.image), 30);  // less for images that are smaller than their waves
          EXPECT_EQ(decoded.info.warnings, Warnings{});
          EXPECT_TRUE(decoded.info.metadata.icc.empty());
        }
      }
    }
  }
}

TEST(Avif, StoresWhatItCan) {
  struct Row {
    PixelFormat wanted;
    PixelFormat stored;
  };
  PixelFormat cinema = avif_format(ColorFamily::ycbcr, {1, 0}, 10, Alpha::premultiplied);
  cinema.range = Range::limited;
  cinema.matrix = Matrix::bt2020;
  const Row rows[] = {
      {avif_format(ColorFamily::rgb, {}, 8, Alpha::none), avif_format(ColorFamily::ycbcr, {}, 8, Alpha::none)},
      {avif_format(ColorFamily::rgb, {}, 16, Alpha::straight),
       avif_format(ColorFamily::ycbcr, {}, 12, Alpha::straight)},
      {avif_format(ColorFamily::gray, {}, 16, Alpha::none), avif_format(ColorFamily::gray, {}, 12, Alpha::none)},
      {avif_format(ColorFamily::ycbcr, {2, 0}, 8, Alpha::none),
       avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::none)},
      {cinema, avif_format(ColorFamily::ycbcr, {1, 1}, 12, Alpha::straight)},
  };
  for (const Row& row : rows) EXPECT_EQ(avif_storable(row.wanted), row.stored) << printed(row.wanted);
}

TEST(Avif, MetadataSurvivesARoundTrip) {
  const Metadata metadata = testing_support::make_metadata();
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::none), {32, 24});
  const auto decoded = decode_file(avif_codec(), encode_avif(image, {.metadata = &metadata}));
  EXPECT_EQ(decoded.info.metadata.icc, metadata.icc);
  EXPECT_EQ(decoded.info.metadata.exif, metadata.exif);
  EXPECT_EQ(decoded.info.metadata.xmp, metadata.xmp);
}

TEST(Avif, HighDynamicRangeKeepsItsCodePoints) {
  Metadata metadata;
  metadata.code_points = CodePoints{9, 16};
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {}, 12, Alpha::none), {32, 24});
  const auto decoded = decode_file(avif_codec(), encode_avif(image, {.metadata = &metadata}));
  EXPECT_EQ(decoded.info.metadata.code_points, metadata.code_points);
  EXPECT_TRUE(decoded.info.metadata.icc.empty());
}

/// libheif's orientations are numbered as EXIF's are.
TEST(Avif, TheTurnThatTheFileAsksForIsItsOrientation) {
  const Image stored = make_picture(avif_format(ColorFamily::gray, {}, 8, Alpha::none), {60, 40});
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Bytes file = make_heif({.orientation = static_cast<heif_orientation>(orientation)}, stored);
    const std::string_view box = orientation == 2 || orientation == 4 ? "imir" : "irot";
    if (orientation > 1 && std::search(file.begin(), file.end(), box.begin(), box.end()) == file.end()) {
      GTEST_SKIP() << "this libheif (1.17 of Ubuntu 24.04 is one) writes no " << box;
    }
    const auto decoded = decode_file(avif_codec(), file);
    EXPECT_EQ(decoded.info.orientation, orientation);
    EXPECT_GT(psnr_db(stored, decoded.image), 35) << orientation;
  }
}

TEST(Avif, TheOrientationInExifIsNotApplied) {
  Metadata metadata;
  metadata.exif = testing_support::make_metadata().exif;
  constexpr std::size_t kOrientationValue = 18;
  ASSERT_EQ(metadata.exif[kOrientationValue], 1);
  metadata.exif[kOrientationValue] = 6;
  const Image image = make_picture(avif_format(ColorFamily::gray, {}, 8, Alpha::none), {32, 24});
  const auto decoded = decode_file(avif_codec(), encode_avif(image, {.metadata = &metadata}));
  EXPECT_EQ(decoded.info.metadata.exif, metadata.exif);
  EXPECT_EQ(decoded.info.orientation, 1);
  EXPECT_EQ(decoded.image.size, image.size);
}

TEST(Avif, PremultipliedAlphaIsKnownAsSuch) {
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {}, 8, Alpha::premultiplied), {32, 24});
  EXPECT_EQ(decode_file(avif_codec(), encode_avif(image, {})).image.format.alpha, Alpha::premultiplied);
}

TEST(Avif, DamagedFilesAreRefusedOrRead) {
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::straight), {40, 30});
  const Bytes file = encode_avif(image, {});
  testing_support::expect_prefixes_fail(avif_codec(), file, 7);
  testing_support::expect_changes_are_safe(avif_codec(), file, 5);
}

TEST(Heic, AMadeFileOfAPhoneIsReadAsItsPlanes) {
  const Metadata metadata = testing_support::make_metadata();
  const Bytes file = testing_support::make_phone_heic(3, 2, metadata);
  ASSERT_EQ(recognize(file), find_codec(model::Format::heic));
  const auto decoded = decode_file(heic_codec(), file);
  EXPECT_GT(psnr_db(decoded.image, testing_support::picture_of_phone_heic(3, 2)), 40);
  EXPECT_EQ(decoded.info.orientation, 1);
  EXPECT_EQ(decoded.info.metadata.icc, metadata.icc);
  EXPECT_EQ(decoded.info.metadata.exif, metadata.exif);
  EXPECT_EQ(decoded.info.warnings, Warnings{});
}

TEST(Heic, AFileOfAPhoneIsReadAsItsPlanes) {
  const auto file = shared_file("fixtures/IMG_5195.HEIC");
  if (!file) GTEST_SKIP() << "no ../shared here";
  ASSERT_EQ(recognize(*file), find_codec(model::Format::heic));
  const auto decoded = decode_file(heic_codec(), *file);
  EXPECT_EQ(decoded.image.format, avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::none));
  EXPECT_EQ(decoded.info.orientation, 1);
  EXPECT_FALSE(decoded.info.metadata.icc.empty());
  EXPECT_FALSE(decoded.info.metadata.exif.empty());
}

}  // namespace
}  // namespace resizer::imaging
