#include "imaging/codecs/webp/codec.hpp"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <string_view>

#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::decode_file;
using testing_support::make_picture;
using testing_support::printed;
using testing_support::psnr_db;

PixelFormat lossy_format(Alpha alpha) {
  return {.family = ColorFamily::ycbcr, .range = Range::limited, .subsampling = {1, 1}, .alpha = alpha};
}

PixelFormat lossless_format(Alpha alpha) {
  return {.family = ColorFamily::rgb, .alpha = alpha};
}

void append_text(Bytes& bytes, std::string_view text) {
  bytes.insert(bytes.end(), text.begin(), text.end());
}

void append_little_endian(Bytes& bytes, std::uint32_t value, unsigned size_bytes) {
  for (unsigned i = 0; i < size_bytes; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void append_chunk(Bytes& bytes, std::string_view name, const Bytes& data) {
  append_text(bytes, name);
  append_little_endian(bytes, static_cast<std::uint32_t>(data.size()), 4);
  bytes.insert(bytes.end(), data.begin(), data.end());
  if (data.size() % 2 != 0) bytes.push_back(0);
}

/// An animation (RFC 9649, 2.7.1) of `count` times the same frame at {left, top}, which must be even.
Bytes make_animation(Size canvas, const Bytes& still, Size frame, std::uint32_t left, std::uint32_t top, int count) {
  Bytes body;
  append_text(body, "WEBP");
  Bytes header{0x02, 0, 0, 0};
  append_little_endian(header, canvas.width_px - 1, 3);
  append_little_endian(header, canvas.height_px - 1, 3);
  append_chunk(body, "VP8X", header);
  append_chunk(body, "ANIM", Bytes(6));
  Bytes data;
  append_little_endian(data, left / 2, 3);
  append_little_endian(data, top / 2, 3);
  append_little_endian(data, frame.width_px - 1, 3);
  append_little_endian(data, frame.height_px - 1, 3);
  append_little_endian(data, 100, 3);
  data.push_back(0);
  const std::string_view first_chunk(reinterpret_cast<const char*>(still.data()) + 12, 4);
  // The chunks behind "RIFF", size and "WEBP", without the header of a file.
  data.insert(data.end(), still.begin() + (first_chunk == "VP8X" ? 30 : 12), still.end());
  for (int i = 0; i < count; ++i) append_chunk(body, "ANMF", data);
  Bytes file;
  append_chunk(file, "RIFF", body);
  return file;
}

TEST(Webp, LossyPicturesComeBackNearlyTheSame) {
  for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
    const PixelFormat format = lossy_format(alpha);
    ASSERT_EQ(webp_codec().storable(format, Compression::lossy), format);
    for (const Size size : {Size{1, 1}, {2, 3}, {33, 17}, {320, 241}}) {
      const Image image = make_picture(format, size);
      const Bytes file = encode_webp(image, {.quality = 95});
      ASSERT_TRUE(webp_codec().matches(file));
      const auto decoded = decode_file(webp_codec(), file);
      const std::string what = printed(format) + " " + std::to_string(size.width_px);
      EXPECT_GT(psnr_db(decoded.image, image), 38) << what;
      EXPECT_EQ(decoded.info.pixels, format) << what;
      EXPECT_EQ(decoded.info.size, size) << what;
      EXPECT_EQ(decoded.info.compression, Compression::lossy) << what;
      if (alpha == Alpha::straight) {
        EXPECT_EQ(cv::norm(decoded.image.planes[3], image.planes[3], cv::NORM_INF), 0) << what << ": alpha is lossless";
      }
    }
  }
}

TEST(Webp, LosslessPicturesComeBackExactly) {
  for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
    const PixelFormat format = lossless_format(alpha);
    ASSERT_EQ(webp_codec().storable(format, Compression::lossless), format);
    for (const Size size : {Size{1, 1}, {2, 3}, {33, 40}, {320, 241}}) {
      const Image image = make_picture(format, size);
      const Bytes file = encode_webp(image, {});
      const auto decoded = decode_file(webp_codec(), file);
      EXPECT_EQ(testing_support::max_difference(decoded.image, image), 0) << printed(format) << size.width_px;
      EXPECT_EQ(testing_support::max_difference(testing_support::decode_through_rings(webp_codec(), file), image), 0);
      EXPECT_EQ(decoded.info.compression, Compression::lossless);
    }
  }
}

TEST(Webp, LosslessKeepsColorsUnderTransparentPixels) {
  const Image image = make_picture(lossless_format(Alpha::straight), {16, 16}, [](unsigned plane, auto x, auto y) {
    return plane == 3 ? 0.0 : 8.0 * x + y + plane;
  });
  EXPECT_EQ(testing_support::max_difference(decode_file(webp_codec(), encode_webp(image, {})).image, image), 0);
}

TEST(Webp, OtherFormatsAreStoredAsTheNearest) {
  const PixelFormat gray16{.family = ColorFamily::gray, .sample = SampleType::u16, .depth_bits = 16};
  const PixelFormat rgba = {.family = ColorFamily::rgb, .alpha = Alpha::premultiplied};
  const PixelFormat bt709{.family = ColorFamily::ycbcr, .matrix = Matrix::bt709};
  EXPECT_EQ(webp_storable(gray16, Compression::lossy), lossy_format(Alpha::none));
  EXPECT_EQ(webp_storable(rgba, Compression::lossy), lossy_format(Alpha::straight));
  EXPECT_EQ(webp_storable(bt709, Compression::lossy), lossy_format(Alpha::none));
  EXPECT_EQ(webp_storable(gray16, Compression::lossless), lossless_format(Alpha::none));
  EXPECT_EQ(webp_storable(rgba, Compression::lossless), lossless_format(Alpha::straight));
}

TEST(Webp, QualityDecidesSizeAndFidelity) {
  const Image image = make_picture(lossy_format(Alpha::none), {320, 240});
  const Bytes poor = encode_webp(image, {.quality = 20});
  const Bytes usual = encode_webp(image, {});
  const Bytes good = encode_webp(image, {.quality = 98});
  EXPECT_LT(poor.size(), usual.size());
  EXPECT_LT(usual.size(), good.size());
  EXPECT_LT(psnr_db(decode_file(webp_codec(), poor).image, image),
            psnr_db(decode_file(webp_codec(), good).image, image));
}

TEST(Webp, MetadataComesBackByteForByte) {
  Metadata metadata = testing_support::make_metadata();
  metadata.exif[18] = 8;
  for (const PixelFormat& format : {lossy_format(Alpha::straight), lossless_format(Alpha::none)}) {
    const Image image = make_picture(format, {20, 10});
    const Bytes file = encode_webp(image, {.metadata = &metadata});
    const auto decoded = decode_file(webp_codec(), file);
    EXPECT_EQ(decoded.info.metadata.icc, metadata.icc) << printed(format);
    EXPECT_EQ(decoded.info.metadata.exif, metadata.exif) << printed(format);
    EXPECT_EQ(decoded.info.metadata.xmp, metadata.xmp) << printed(format);
    EXPECT_EQ(decoded.info.orientation, 8) << printed(format);
    EXPECT_EQ(testing_support::max_difference(decoded.image, decode_file(webp_codec(), encode_webp(image, {})).image),
              0);
    const Metadata none;
    const auto bare = webp_codec().open(encode_webp(image, {.metadata = &none}));
    EXPECT_TRUE(bare->info().metadata.icc.empty() && bare->info().metadata.exif.empty());
  }
}

TEST(Webp, ExifMayHaveThePrefixOfJpeg) {
  Metadata metadata = testing_support::make_metadata();
  const Bytes exif = metadata.exif;
  const std::string_view prefix("Exif\0\0", 6);
  metadata.exif.insert(metadata.exif.begin(), prefix.begin(), prefix.end());
  const Bytes file = encode_webp(make_picture(lossy_format(Alpha::none), {8, 8}), {.metadata = &metadata});
  EXPECT_EQ(webp_codec().open(file)->info().metadata.exif, exif);
}

TEST(Webp, AnimationsGiveTheirFirstFrameAndAWarning) {
  for (const PixelFormat& format : {lossless_format(Alpha::none), lossy_format(Alpha::none)}) {
    const Bytes bitstream = encode_webp(make_picture(format, {6, 4}), {});
    const Image still = decode_file(webp_codec(), bitstream).image;
    const auto decoded = decode_file(webp_codec(), make_animation(still.size, bitstream, still.size, 0, 0, 2));
    EXPECT_EQ(testing_support::max_difference(decoded.image, still), 0) << printed(format);
    EXPECT_TRUE(decoded.info.warnings.has(Warning::animation_dropped)) << printed(format);
    const Bytes once = make_animation(still.size, bitstream, still.size, 0, 0, 1);
    EXPECT_FALSE(decode_file(webp_codec(), once).info.warnings.has(Warning::animation_dropped)) << printed(format);
  }
}

TEST(Webp, ASmallFirstFrameLiesOnATransparentCanvas) {
  const Image lossless = make_picture(lossless_format(Alpha::none), {6, 4});
  const Bytes file = make_animation({20, 10}, encode_webp(lossless, {}), lossless.size, 8, 2, 2);
  const auto decoded = decode_file(webp_codec(), file);
  ASSERT_EQ(decoded.info.size, (Size{20, 10}));
  ASSERT_EQ(decoded.image.format, lossless_format(Alpha::straight));
  EXPECT_EQ(testing_support::sample_at(decoded.image, 3, 7, 2), 0);
  EXPECT_EQ(testing_support::sample_at(decoded.image, 3, 8, 2), 255);
  EXPECT_EQ(testing_support::sample_at(decoded.image, 1, 8, 2), testing_support::sample_at(lossless, 1, 0, 0));
  EXPECT_EQ(testing_support::sample_at(decoded.image, 3, 13, 5), 255);
  EXPECT_EQ(testing_support::sample_at(decoded.image, 3, 13, 6), 0);

  const Image lossy = make_picture(lossy_format(Alpha::none), {6, 4});
  const Bytes lossy_file = make_animation({20, 10}, encode_webp(lossy, {}), lossy.size, 8, 2, 2);
  EXPECT_EQ(decode_file(webp_codec(), lossy_file).image.format, lossless_format(Alpha::straight));
}

TEST(Webp, AFrameIsDeliveredWhereverItLiesOnTheCanvas) {
  for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
    for (const PixelFormat& format : {lossless_format(alpha), lossy_format(alpha)}) {
      const Image still = make_picture(format, {6, 4});
      const Bytes bitstream = encode_webp(still, {.quality = 95});
      const Image frame = testing_support::in_rgb(decode_file(webp_codec(), bitstream).image);
      for (const auto& [left, top] : {std::pair{0U, 0U}, {34U, 0U}, {0U, 46U}, {34U, 46U}, {14U, 18U}}) {
        const Bytes file = make_animation({40, 50}, bitstream, still.size, left, top, 2);
        const Image image = decode_file(webp_codec(), file).image;
        EXPECT_EQ(testing_support::max_difference(testing_support::decode_through_rings(webp_codec(), file), image), 0);
        const double full = testing_support::sample_at(image, 3, left + 5, top + 3);
        EXPECT_EQ(full, alpha == Alpha::none ? 255 : testing_support::sample_at(frame, 3, 5, 3)) << left << ' ' << top;
        double outside = 0;
        for (std::uint32_t y = 0; y < 50; ++y) {
          for (std::uint32_t x = 0; x < 40; ++x) {
            const bool is_inside = x >= left && x < left + 6 && y >= top && y < top + 4;
            if (!is_inside) outside += testing_support::sample_at(image, 3, x, y);
          }
        }
        EXPECT_EQ(outside, 0) << left << ' ' << top;
      }
    }
  }
}

TEST(Webp, ACanvasTakesNoMemoryOfTheDecoder) {
  const Image still = make_picture(lossless_format(Alpha::none), {6, 4});
  const Bytes file = make_animation({16000, 16000}, encode_webp(still, {}), still.size, 8, 2, 2);
  EXPECT_LT(webp_codec().open(file)->requirement({}).bytes, 1000U);
}

TEST(Webp, ACanvasLargerThanAnyFrameIsRefused) {
  const Image still = make_picture(lossless_format(Alpha::none), {6, 4});
  const Bytes bitstream = encode_webp(still, {});
  for (const auto& [canvas, is_good] : {std::pair{Size{16384, 10}, true},
                                        {{10, 16384}, true},
                                        {{16385, 10}, false},
                                        {{10, 16385}, false},
                                        {{1U << 24U, 15}, false}}) {
    const Bytes file = make_animation(canvas, bitstream, still.size, 0, 0, 2);
    if (is_good) {
      EXPECT_EQ(webp_codec().open(file)->info().size, canvas);
    } else {
      EXPECT_THROW(webp_codec().open(file), util::Error) << canvas.width_px;
    }
  }
}

TEST(Webp, DamagedFilesFailOrAreRead) {
  const Metadata metadata = testing_support::make_metadata();
  for (const PixelFormat& format :
       {lossy_format(Alpha::none), lossy_format(Alpha::straight), lossless_format(Alpha::straight)}) {
    const Bytes file = encode_webp(make_picture(format, {40, 30}), {.metadata = &metadata});
    testing_support::expect_prefixes_fail(webp_codec(), file);
    testing_support::expect_changes_are_safe(webp_codec(), file, 1);
  }
}

TEST(Webp, FixturesAreReadAsTheyAre) {
  struct Row {
    const char* name;
    Size size;
    PixelFormat format;
    model::Warnings warnings;
  };
  const Row rows[] = {
      {"4.webp", {1024, 772}, lossy_format(Alpha::none), {}},
      {"animated-loop-3.webp", {370, 285}, lossy_format(Alpha::none), {Warning::animation_dropped}},
  };
  for (const Row& row : rows) {
    const auto file = testing_support::shared_file(std::string("fixtures/") + row.name);
    if (!file) GTEST_SKIP() << "no ../shared/fixtures/" << row.name;
    const auto decoded = decode_file(webp_codec(), *file);
    EXPECT_EQ(decoded.info.size, row.size) << row.name;
    EXPECT_EQ(decoded.image.format, row.format) << row.name << ": " << printed(decoded.image.format);
    EXPECT_EQ(decoded.info.warnings, row.warnings) << row.name;
  }
}

}  // namespace
}  // namespace resizer::imaging
