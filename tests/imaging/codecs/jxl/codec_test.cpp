#include "imaging/codecs/jxl/codec.hpp"

#include <gtest/gtest.h>

#include <string>

#include "imaging/codecs/jxl/encode_options.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/jxl_testing.hpp"
#include "imaging/support/profiles.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::decode_file;
using testing_support::make_jxl;
using testing_support::make_picture;
using testing_support::max_difference;
using testing_support::printed;
using testing_support::psnr_db;

PixelFormat format_of(ColorFamily family, unsigned depth_bits, Alpha alpha = Alpha::none) {
  PixelFormat format;
  format.family = family;
  format.sample = depth_bits == 8 ? SampleType::u8 : depth_bits == 32 ? SampleType::f32 : SampleType::u16;
  format.depth_bits = static_cast<std::uint8_t>(depth_bits);
  format.alpha = alpha;
  return format;
}

constexpr PixelFormat kRgb{};

std::string why_refused(const Bytes& file) {
  try {
    decode_file(jxl_codec(), file);
  } catch (const util::Error& error) {
    return error.what();
  }
  return "nothing: it was read";
}

TEST(Jxl, LossyPicturesComeBackNearlyTheSame) {
  for (const ColorFamily family : {ColorFamily::gray, ColorFamily::rgb}) {
    for (const unsigned depth : {8U, 16U}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
        const PixelFormat format = format_of(family, depth, alpha);
        ASSERT_EQ(jxl_storable(format), format) << printed(format);
        for (const Size size : {Size{1, 1}, {2, 3}, {33, 17}, {320, 241}}) {
          const std::string what = printed(format) + ", " + std::to_string(size.width_px) + " px wide";
          const Image image = make_picture(format, size);
          const Bytes file = encode_jxl(image, {.quality = 95});
          ASSERT_TRUE(jxl_codec().matches(file)) << what;
          const auto decoded = decode_file(jxl_codec(), file);
          // Fine chroma is lost, and a few pixels are nothing but fine.
          EXPECT_GT(psnr_db(decoded.image, image), size.width_px < 100 ? 15 : 37) << what;
          EXPECT_EQ(decoded.info.pixels, format) << what;
          EXPECT_EQ(decoded.info.size, size) << what;
          EXPECT_TRUE(decoded.info.metadata.icc.empty()) << what;
          EXPECT_EQ(decoded.info.warnings, model::Warnings{}) << what;
        }
      }
    }
  }
}

TEST(Jxl, SamplesOfEveryDepthAreReadAsTheyAreStored) {
  for (const ColorFamily family : {ColorFamily::gray, ColorFamily::rgb}) {
    for (const unsigned depth : {8U, 9U, 10U, 12U, 16U, 32U}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight, Alpha::premultiplied}) {
        const PixelFormat format = format_of(family, depth, alpha);
        const Image image = make_picture(format, {300, 40});
        const auto decoded = decode_file(jxl_codec(), make_jxl({}, image));
        EXPECT_EQ(decoded.info.pixels, format) << printed(format) << ", not " << printed(decoded.info.pixels);
        EXPECT_EQ(max_difference(decoded.image, image), 0) << printed(format);
      }
    }
  }
}

TEST(Jxl, OtherFormatsAreStoredAsTheNearest) {
  const PixelFormat ycbcr{.family = ColorFamily::ycbcr, .subsampling = {1, 1}, .alpha = Alpha::premultiplied};
  EXPECT_EQ(jxl_storable(ycbcr), format_of(ColorFamily::rgb, 8, Alpha::straight));
  EXPECT_EQ(jxl_storable(format_of(ColorFamily::gray, 10)), format_of(ColorFamily::gray, 16));
  EXPECT_EQ(jxl_storable(format_of(ColorFamily::rgb, 32)), format_of(ColorFamily::rgb, 16));
}

/// The distances that cjxl 0.7 prints, but never its 0, and at most what libjxl accepts.
TEST(Jxl, QualityIsTheDistanceOfCjxl) {
  struct Row {
    int quality;
    float distance;
  };
  for (const auto& [quality, distance] :
       {Row{100, 0.1F}, {99, 0.19F}, {90, 1}, {75, 2.35F}, {50, 4.6F}, {30, 6.4F}, {20, 7.4F}, {10, 12.65F}, {1, 15}}) {
    EXPECT_NEAR(jxl_encode_options({.quality = quality}).distance(), distance, 0.01) << quality;
  }
}

TEST(Jxl, QualityDecidesSizeAndFidelity) {
  const Image image = make_picture(kRgb, {320, 240});
  const Bytes poor = encode_jxl(image, {.quality = 1});
  const Bytes usual = encode_jxl(image, {});
  const Bytes good = encode_jxl(image, {.quality = 100});
  EXPECT_LT(poor.size(), usual.size());
  EXPECT_LT(usual.size(), good.size());
  EXPECT_LT(psnr_db(decode_file(jxl_codec(), poor).image, image), psnr_db(decode_file(jxl_codec(), good).image, image));
}

TEST(Jxl, MetadataComesBackByteForByte) {
  Metadata metadata = testing_support::make_metadata();
  metadata.icc.clear();
  const Image image = make_picture(kRgb, {20, 10});
  const auto written = decode_file(jxl_codec(), encode_jxl(image, {.metadata = &metadata}));
  EXPECT_EQ(written.info.metadata.exif, metadata.exif);
  EXPECT_EQ(written.info.metadata.xmp, metadata.xmp);
  EXPECT_EQ(max_difference(written.image, decode_file(jxl_codec(), encode_jxl(image, {})).image), 0);
  for (const bool compressed : {false, true}) {
    const auto read = decode_file(
        jxl_codec(), make_jxl({.exif = metadata.exif, .xmp = metadata.xmp, .compressed_boxes = compressed}, image));
    EXPECT_EQ(read.info.metadata.exif, metadata.exif) << compressed;
    EXPECT_EQ(read.info.metadata.xmp, metadata.xmp) << compressed;
  }
}

/// Also few bytes that become many.
TEST(Jxl, MetadataTooLongIsLeftOut) {
  struct Row {
    std::size_t bytes;
    bool compressed;
    bool is_kept;
  };
  constexpr std::size_t kMebibyte = std::size_t{1} << 20U;
  const Image image = make_picture(kRgb, {20, 10});
  for (const auto& [bytes, compressed, is_kept] : {Row{kMebibyte, true, true},
                                                   {kMebibyte + 1, true, false},
                                                   {kMaxMetadataBytes, false, true},
                                                   {kMaxMetadataBytes + 1, false, false}}) {
    const Bytes file = make_jxl({.xmp = Bytes(bytes, ' '), .compressed_boxes = compressed}, image);
    const auto decoded = decode_file(jxl_codec(), file);
    EXPECT_EQ(decoded.info.metadata.xmp.size(), is_kept ? bytes : 0) << bytes;
    EXPECT_EQ(decoded.info.warnings.has(Warning::nonconforming), !is_kept) << bytes;
    EXPECT_EQ(max_difference(decoded.image, image), 0) << bytes;
  }
}

TEST(Jxl, TheOrientationOfTheCodestreamCountsAndPixelsStayAsStored) {
  const Image image = make_picture(kRgb, {40, 24});
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto decoded = decode_file(
        jxl_codec(), make_jxl({.orientation = orientation, .exif = testing_support::exif_with_orientation(3)}, image));
    EXPECT_EQ(decoded.info.orientation, orientation);
    EXPECT_EQ(decoded.info.size, image.size) << orientation;
    EXPECT_EQ(max_difference(decoded.image, image), 0) << orientation;
    Metadata metadata;
    metadata.orientation = orientation;
    const auto written = decode_file(jxl_codec(), encode_jxl(image, {.metadata = &metadata}));
    EXPECT_EQ(written.info.orientation, orientation);
    EXPECT_GT(psnr_db(written.image, image), 28) << orientation;
  }
}

TEST(Jxl, AnimationsGiveTheirFirstFrameAndAWarning) {
  const Image image = make_picture(kRgb, {40, 24});
  struct Row {
    unsigned frames;
    std::uint32_t ticks;
    bool animated;
  };
  for (const auto& [frames, ticks, animated] : {Row{1, 1, false}, {2, 1, true}, {5, 3, true}, {2, 0, false}}) {
    const auto decoded = decode_file(jxl_codec(), make_jxl({.frames = frames, .frame_ticks = ticks}, image));
    EXPECT_EQ(decoded.info.warnings.has(Warning::animation_dropped), animated) << frames << " x " << ticks;
    EXPECT_EQ(max_difference(decoded.image, image), 0) << frames << " x " << ticks;
  }
}

TEST(Jxl, LayersCountAsPixelsThatAreDecoded) {
  const Image image = make_picture(kRgb, {40, 24});
  EXPECT_EQ(jxl_codec().open(make_jxl({}, image))->info().decoded_pixels, 0U);
  const auto layered = jxl_codec().open(make_jxl({.frames = 3, .frame_ticks = 0}, image));
  EXPECT_EQ(layered->info().decoded_pixels, 3U * 40 * 24);
  const auto large = jxl_codec().open(make_jxl({.layer = Size{400, 300}}, image));
  EXPECT_EQ(large->info().size, image.size);
  EXPECT_EQ(large->info().decoded_pixels, 400U * 300);
  EXPECT_GT(layered->requirement({}).bytes, jxl_codec().open(make_jxl({}, image))->requirement({}).bytes);
}

TEST(Jxl, ExtraChannelsAreNamedOrRefused) {
  const Image image = make_picture(format_of(ColorFamily::rgb, 8, Alpha::straight), {40, 24});
  const auto with = [&](JxlExtraChannelType type) { return make_jxl({.extra_channel = type}, image); };
  const auto depth = decode_file(jxl_codec(), with(JXL_CHANNEL_DEPTH));
  EXPECT_EQ(depth.info.warnings, model::Warnings{Warning::depth_map_dropped});
  EXPECT_EQ(max_difference(depth.image, image), 0);
  EXPECT_EQ(why_refused(with(JXL_CHANNEL_BLACK)), "CMYK in JPEG XL is not supported yet");
}

TEST(Jxl, DamagedFilesFailOrAreRead) {
  Metadata metadata = testing_support::make_metadata();
  metadata.icc.clear();
  for (const PixelFormat& format : {kRgb, format_of(ColorFamily::gray, 16, Alpha::straight)}) {
    const Bytes file = encode_jxl(make_picture(format, {40, 30}), {.metadata = &metadata});
    testing_support::expect_prefixes_fail(jxl_codec(), file);
    testing_support::expect_changes_are_safe(jxl_codec(), file, 1);
  }
  testing_support::expect_prefixes_fail(jxl_codec(), encode_jxl(make_picture(kRgb, {40, 30}), {}));
}

/// Up to 256 x 256 pixels are one group.
TEST(Jxl, WithoutAPixelAnImageFailsInAnyCase) {
  DecodeRequest request;
  request.fail_on = model::FailOn::none;
  for (const auto& [size, is_read] : {std::pair{Size{200, 200}, false}, {{600, 600}, true}}) {
    Bytes file = encode_jxl(make_picture(kRgb, size), {});
    file.resize(file.size() * 3 / 4);
    if (is_read) {
      EXPECT_TRUE(decode_file(jxl_codec(), file, request).info.warnings.has(Warning::data_damaged));
    } else {
      EXPECT_THROW(decode_file(jxl_codec(), file, request), util::Error);
    }
  }
}

TEST(Jxl, DamageIsNamed) {
  const Image image = make_picture(kRgb, {64, 48});
  Bytes file = encode_jxl(image, {});
  const auto part = [&](std::size_t bytes) { return Bytes(file.begin(), file.begin() + std::ptrdiff_t(bytes)); };
  EXPECT_EQ(why_refused(part(3)), "JPEG XL: the file ends within its header");
  EXPECT_EQ(why_refused(part(file.size() - 1)), "JPEG XL: the file ends within the pixels");
  std::fill(file.begin() + std::ptrdiff_t(file.size() / 2), file.end() - 8, std::uint8_t{0xFF});
  EXPECT_EQ(why_refused(file), "JPEG XL: the pixels are damaged");
  Bytes boxed = make_jxl({.exif = testing_support::exif_with_orientation(1)}, image);
  boxed.resize(boxed.size() - 1);
  EXPECT_EQ(why_refused(boxed), "JPEG XL: the file ends within a box");
}

}  // namespace
}  // namespace resizer::imaging
