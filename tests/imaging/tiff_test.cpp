#include "imaging/tiff.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>

#include "imaging/codec_testing.hpp"
#include "imaging/exif_tables.hpp"
#include "imaging/tiff_testing.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;

using model::Warning;
using test::StoredTiff;
using util::ErrorCode;

PixelFormat tiff_format(ColorFamily family, SampleType sample, Alpha alpha = Alpha::none) {
  PixelFormat format{.family = family, .sample = sample, .alpha = alpha};
  format.depth_bits = static_cast<std::uint8_t>(8 * format.sample_bytes());
  return format;
}

std::vector<PixelFormat> storable_formats() {
  std::vector<PixelFormat> formats;
  for (const ColorFamily family : {ColorFamily::gray, ColorFamily::rgb}) {
    for (const SampleType sample : {SampleType::u8, SampleType::u16, SampleType::f32}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight, Alpha::premultiplied}) {
        formats.push_back(tiff_format(family, sample, alpha));
      }
    }
  }
  return formats;
}

TEST(Tiff, WhatIsWrittenIsReadBackExactly) {
  for (const PixelFormat& format : storable_formats()) {
    ASSERT_EQ(tiff_storable(format), format) << test::printed(format);
    for (const Size size : {Size{1, 1}, {2, 3}, {17, 5}, {600, 241}}) {
      const Image image = test::make_picture(format, size);
      const Bytes file = encode_tiff(image, {});
      ASSERT_TRUE(tiff_codec().matches(file));
      const test::Decoded decoded = test::decode_file(tiff_codec(), file);
      EXPECT_EQ(test::max_difference(decoded.image, image), 0)
          << test::printed(format) << " " << size.width_px << "x" << size.height_px;
      EXPECT_EQ(test::max_difference(test::decode_through_rings(tiff_codec(), file), image), 0)
          << test::printed(format);
      EXPECT_EQ(decoded.info.size, size);
      EXPECT_EQ(decoded.info.pixels, format);
      EXPECT_TRUE(decoded.info.warnings.empty());
    }
  }
}

TEST(Tiff, OtherFormatsAreStoredAsTheNearest) {
  const PixelFormat ycbcr{.family = ColorFamily::ycbcr, .range = Range::limited, .subsampling = {1, 1}};
  EXPECT_EQ(tiff_storable(ycbcr), tiff_format(ColorFamily::rgb, SampleType::u8));
  const PixelFormat deep{
      .family = ColorFamily::ycbcr, .sample = SampleType::u16, .depth_bits = 10, .alpha = Alpha::straight};
  EXPECT_EQ(tiff_storable(deep), tiff_format(ColorFamily::rgb, SampleType::u16, Alpha::straight));
  EXPECT_EQ(tiff_storable({.family = ColorFamily::cmyk}), tiff_format(ColorFamily::rgb, SampleType::u8));
}

TEST(Tiff, MetadataSurvivesARoundTrip) {
  const Metadata metadata = test::make_metadata();
  const Image image = test::make_picture(tiff_format(ColorFamily::gray, SampleType::u8), {16, 16});
  const Bytes file = encode_tiff(image, {.metadata = &metadata});
  const ImageInfo info = open_tiff(file)->info();
  EXPECT_EQ(info.metadata.icc, metadata.icc);
  EXPECT_EQ(info.metadata.xmp, metadata.xmp);
  EXPECT_EQ(info.metadata.iptc, metadata.iptc);
  EXPECT_EQ(info.orientation, 1);
}

TEST(Tiff, OneHugeStripIsNotHeldWhole) {
  for (const unsigned compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_JPEG}) {
    const Bytes file = test::make_tiff(
        {.size = {64, 5000},
         .samples = 3,
         .photometric = compression == COMPRESSION_JPEG ? static_cast<unsigned>(PHOTOMETRIC_YCBCR) : PHOTOMETRIC_RGB,
         .compression = compression,
         .rows_per_strip = 5000},
        [](std::uint32_t x, std::uint32_t y, unsigned) { return (x + y) % 256; });
    EXPECT_LE(open_tiff(file)->start({}).batch_rows, 64U) << compression;
    const Image image = test::decode_file(tiff_codec(), file).image;
    EXPECT_NEAR(test::sample_at(image, 1, 5, 4990), (5 + 4990) % 256, 3) << compression;
  }
}

TEST(Tiff, IptcOfItsOwnTagIsReadAsTheResourceThatJpegHas) {
  const std::string_view records("\x1C\2\x5A\0\4City", 9);
  Bytes file = encode_tiff(test::make_picture(tiff_format(ColorFamily::gray, SampleType::u8), {16, 16}), {});
  add_exif_tables({.main = {{0x83BB, 7, 9, Bytes(records.begin(), records.end())}}}, file);
  const Bytes resource = open_tiff(file)->info().metadata.iptc;
  Bytes expected{'8', 'B', 'I', 'M', 4, 4, 0, 0, 0, 0, 0, 9};
  expected.insert(expected.end(), records.begin(), records.end());
  expected.push_back(0);
  EXPECT_EQ(resource, expected);
}

/// A kind of stored picture and what its samples become.
struct Kind {
  StoredTiff stored;
  PixelFormat delivered;
  /// The delivered sample of a plane for what stored_sample() put into the file.
  std::function<double(std::uint32_t x, std::uint32_t y, unsigned plane)> expected;
};

double white_of(const StoredTiff& stored) {
  return stored.sample_format == SAMPLEFORMAT_IEEEFP ? 1 : std::pow(2, stored.bits) - 1;
}

/// Differs from pixel to pixel and from sample to sample, and uses the whole range.
double stored_sample(const StoredTiff& stored, std::uint32_t x, std::uint32_t y, unsigned sample) {
  const unsigned step = (31 * x + 57 * y + 101 * sample + x * y) % 257;
  if (stored.sample_format == SAMPLEFORMAT_IEEEFP) return step / 256.0;  // exact in 16 bits
  return std::floor(step / 256.0 * white_of(stored));
}

/// Kinds whose samples are delivered as they are, save for a scale.
Kind plain_kind(const StoredTiff& stored, PixelFormat delivered) {
  const double white = delivered.sample == SampleType::f32 ? 1 : std::pow(2, delivered.depth_bits) - 1;
  return {stored, delivered, [=](std::uint32_t x, std::uint32_t y, unsigned plane) {
            return stored_sample(stored, x, y, plane) * white / white_of(stored);
          }};
}

std::vector<Kind> plain_kinds() {
  const auto gray = [](SampleType sample) { return tiff_format(ColorFamily::gray, sample); };
  PixelFormat gray_12 = gray(SampleType::u16);
  gray_12.depth_bits = 12;
  const auto rgb = [](SampleType sample, Alpha alpha = Alpha::none) {
    return tiff_format(ColorFamily::rgb, sample, alpha);
  };
  const auto cmyk = [](SampleType sample) { return tiff_format(ColorFamily::cmyk, sample); };
  const auto is_float = SAMPLEFORMAT_IEEEFP;
  const auto is_rgb = PHOTOMETRIC_RGB;
  const auto is_cmyk = PHOTOMETRIC_SEPARATED;
  return {
      plain_kind({.bits = 1}, gray(SampleType::u8)),
      plain_kind({.bits = 2}, gray(SampleType::u8)),
      plain_kind({.bits = 4}, gray(SampleType::u8)),
      plain_kind({.bits = 8}, gray(SampleType::u8)),
      plain_kind({.bits = 12}, gray_12),
      plain_kind({.bits = 16}, gray(SampleType::u16)),
      plain_kind({.bits = 16, .sample_format = is_float}, gray(SampleType::f32)),
      plain_kind({.bits = 32, .sample_format = is_float}, gray(SampleType::f32)),
      plain_kind({.bits = 64, .sample_format = is_float}, gray(SampleType::f32)),
      plain_kind({.bits = 4, .samples = 3, .photometric = is_rgb}, rgb(SampleType::u8)),
      plain_kind({.bits = 8, .samples = 3, .photometric = is_rgb}, rgb(SampleType::u8)),
      plain_kind({.bits = 16, .samples = 3, .photometric = is_rgb}, rgb(SampleType::u16)),
      plain_kind({.bits = 32, .samples = 3, .photometric = is_rgb, .sample_format = is_float}, rgb(SampleType::f32)),
      plain_kind({.bits = 8, .samples = 4, .photometric = is_cmyk}, cmyk(SampleType::u8)),
      plain_kind({.bits = 16, .samples = 4, .photometric = is_cmyk}, cmyk(SampleType::u16)),
      plain_kind({.samples = 2, .extra_samples = {EXTRASAMPLE_UNASSALPHA}},
                 tiff_format(ColorFamily::gray, SampleType::u8, Alpha::straight)),
      plain_kind({.bits = 16, .samples = 4, .photometric = is_rgb, .extra_samples = {EXTRASAMPLE_UNASSALPHA}},
                 rgb(SampleType::u16, Alpha::straight)),
      plain_kind({.samples = 4, .photometric = is_rgb, .extra_samples = {EXTRASAMPLE_ASSOCALPHA}},
                 rgb(SampleType::u8, Alpha::premultiplied)),
      plain_kind({.samples = 4, .photometric = is_rgb, .extra_samples = {EXTRASAMPLE_UNSPECIFIED}},
                 rgb(SampleType::u8)),
  };
}

/// Kinds whose samples mean something else than their value.
std::vector<Kind> other_kinds() {
  std::vector<Kind> kinds;
  for (const unsigned bits : {1U, 8U, 16U}) {
    const StoredTiff stored{.bits = bits, .photometric = PHOTOMETRIC_MINISWHITE};
    const double white = bits == 16 ? 65535 : 255;
    kinds.push_back({stored, tiff_format(ColorFamily::gray, bits == 16 ? SampleType::u16 : SampleType::u8),
                     [=](std::uint32_t x, std::uint32_t y, unsigned) {
                       return white - stored_sample(stored, x, y, 0) * white / white_of(stored);
                     }});
  }
  for (const unsigned bits : {1U, 4U, 8U}) {
    for (const unsigned scale : {257U, 1U}) {  // as the standard says, and as some have misread it
      StoredTiff stored{.bits = bits, .photometric = PHOTOMETRIC_PALETTE};
      const auto color = [=](unsigned index, unsigned plane) { return (13 + index * 7 + plane * 91) % 256; };
      for (unsigned plane = 0; plane < 3; ++plane) {
        for (unsigned index = 0; index < 1U << bits; ++index) {
          stored.palette.push_back(static_cast<std::uint16_t>(color(index, plane) * scale));
        }
      }
      kinds.push_back({stored, tiff_format(ColorFamily::rgb, SampleType::u8),
                       [=](std::uint32_t x, std::uint32_t y, unsigned plane) {
                         return color(static_cast<unsigned>(stored_sample(stored, x, y, 0)), plane);
                       }});
    }
  }
  // Behind a sample that nobody asks for, alpha is the second extra one.
  const StoredTiff late_alpha{.samples = 3, .extra_samples = {EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_UNASSALPHA}};
  kinds.push_back({late_alpha, tiff_format(ColorFamily::gray, SampleType::u8, Alpha::straight),
                   [=](std::uint32_t x, std::uint32_t y, unsigned plane) {
                     return stored_sample(late_alpha, x, y, plane == 0 ? 0 : 2);
                   }});
  return kinds;
}

void expect_delivered(const Kind& kind, const StoredTiff& stored) {
  const Bytes file = test::make_tiff(
      stored, [&](std::uint32_t x, std::uint32_t y, unsigned sample) { return stored_sample(stored, x, y, sample); });
  const Image expected =
      test::make_picture(kind.delivered, stored.size,
                         [&](unsigned plane, std::uint32_t x, std::uint32_t y) { return kind.expected(x, y, plane); });
  EXPECT_EQ(test::max_difference(test::decode_file(tiff_codec(), file).image, expected), 0) << stored.printed();
  EXPECT_EQ(test::max_difference(test::decode_through_rings(tiff_codec(), file), expected), 0) << stored.printed();
}

TEST(Tiff, ReadsEveryKindInStripsAndTilesPackedAndSeparate) {
  std::vector<Kind> kinds = plain_kinds();
  for (Kind& kind : other_kinds()) kinds.push_back(std::move(kind));
  for (const Kind& kind : kinds) {
    for (const bool tiled : {false, true}) {
      for (const bool separate : {false, true}) {
        StoredTiff stored = kind.stored;
        stored.tiled = tiled;
        stored.separate = separate;
        expect_delivered(kind, stored);
      }
    }
  }
}

TEST(Tiff, ReadsTheCommonCompressions) {
  for (const unsigned compression : {COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE,
                                     COMPRESSION_PACKBITS, COMPRESSION_ZSTD, COMPRESSION_LZMA}) {
    if (TIFFIsCODECConfigured(static_cast<std::uint16_t>(compression)) == 0) continue;
    Kind kind = plain_kind({.bits = 16, .samples = 3, .photometric = PHOTOMETRIC_RGB},
                           tiff_format(ColorFamily::rgb, SampleType::u16));
    kind.stored.compression = compression;
    expect_delivered(kind, kind.stored);
  }
  for (const unsigned compression : {COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4}) {
    Kind kind = other_kinds().front();
    kind.stored.compression = compression;
    expect_delivered(kind, kind.stored);
  }
}

TEST(Tiff, ConvertsJpegInTiff) {
  const Image smooth = test::make_picture(test::format_of(ColorFamily::rgb), {64, 48});
  for (const unsigned photometric : {PHOTOMETRIC_YCBCR, PHOTOMETRIC_RGB}) {
    for (const bool tiled : {false, true}) {
      StoredTiff stored{.size = smooth.size, .samples = 3, .photometric = photometric};
      stored.compression = COMPRESSION_JPEG;
      stored.tiled = tiled;
      stored.rows_per_strip = 16;
      const Bytes file = test::make_tiff(
          stored, [&](auto x, auto y, unsigned sample) { return test::sample_at(smooth, sample, x, y); });
      EXPECT_GT(test::psnr_db(test::decode_file(tiff_codec(), file).image, smooth), 30) << stored.printed();
    }
  }
}

TEST(Tiff, ConvertsYCbCr) {
  // ITU-R BT.601, full range
  constexpr std::array<double, 3> kRedYcbcr{76, 85, 255};
  constexpr std::array<double, 3> kRed{255, 0, 0};
  StoredTiff stored{.samples = 3, .photometric = PHOTOMETRIC_YCBCR, .compression = COMPRESSION_LZW};
  for (const bool tiled : {false, true}) {
    stored.tiled = tiled;
    const Bytes file = test::make_tiff(stored, [&](auto, auto, unsigned sample) { return kRedYcbcr[sample]; });
    const Image image = test::decode_through_rings(tiff_codec(), file);
    ASSERT_EQ(image.format, tiff_format(ColorFamily::rgb, SampleType::u8)) << stored.printed();
    for (unsigned plane = 0; plane < 3; ++plane) {
      EXPECT_NEAR(test::sample_at(image, plane, 60, 44), kRed[plane], 2) << stored.printed() << " plane " << plane;
    }
  }
}

TEST(Tiff, TellsOfOrientationAndFurtherPages) {
  const auto gray_50 = [](auto, auto, unsigned) { return 50.0; };
  for (unsigned orientation = 1; orientation <= 8; ++orientation) {
    const Bytes file = test::make_tiff({.orientation = orientation}, gray_50);
    const ImageInfo info = open_tiff(file)->info();
    EXPECT_EQ(info.orientation, static_cast<int>(orientation));
    EXPECT_EQ(info.size, (Size{61, 45})) << orientation;
    EXPECT_FALSE(info.warnings.has(Warning::pages_dropped));
  }
  const test::Decoded decoded = test::decode_file(tiff_codec(), test::make_tiff({.pages = 3}, gray_50));
  EXPECT_TRUE(decoded.info.warnings.has(Warning::pages_dropped));
  EXPECT_EQ(test::sample_at(decoded.image, 0, 60, 44), 50);
}

TEST(Tiff, RefusesWhatItCannotShow) {
  const auto zero = [](auto, auto, unsigned) { return 0.0; };
  struct Row {
    const char* what;
    StoredTiff stored;
  };
  const Row rows[] = {
      {"signed samples", {.sample_format = SAMPLEFORMAT_INT}},
      {"too many samples", {.size = {4, 4}, .samples = 40}},
      {"uncompressed YCbCr tiles", {.samples = 3, .photometric = PHOTOMETRIC_YCBCR, .tiled = true}},
      {"L*a*b*", {.samples = 3, .photometric = PHOTOMETRIC_CIELAB}},
  };
  for (const Row& row : rows) {
    const Bytes file = test::make_tiff(row.stored, zero);
    try {
      open_tiff(file);
      ADD_FAILURE() << row.what << " was taken";
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unsupported_format) << row.what << ": " << error.what();
    }
  }
}

TEST(Tiff, EveryPrefixOfAFileIsRefused) {
  const Metadata metadata = test::make_metadata();
  const Image image = test::make_picture(tiff_format(ColorFamily::rgb, SampleType::u8), {31, 20});
  test::expect_prefixes_fail(tiff_codec(), encode_tiff(image, {.metadata = &metadata}));
  StoredTiff tiles{.samples = 3, .photometric = PHOTOMETRIC_YCBCR, .compression = COMPRESSION_JPEG, .tiled = true};
  test::expect_prefixes_fail(tiff_codec(), test::make_tiff(tiles, [](auto x, auto y, unsigned) { return x + y; }));
}

TEST(Tiff, ChangedBytesAreSafe) {
  const auto sample = [](auto x, auto y, unsigned) { return (x * y) % 2; };
  const StoredTiff rows[] = {
      {.size = {20, 12}, .samples = 3, .photometric = PHOTOMETRIC_RGB, .compression = COMPRESSION_LZW},
      {.size = {20, 12}, .samples = 2, .separate = true, .tiled = true, .extra_samples = {EXTRASAMPLE_UNASSALPHA}},
      {.size = {20, 12},
       .samples = 3,
       .photometric = PHOTOMETRIC_YCBCR,
       .compression = COMPRESSION_JPEG,
       .rows_per_strip = 8},
      {.size = {20, 12}, .samples = 3, .photometric = PHOTOMETRIC_YCBCR},
      {.size = {20, 12}, .bits = 1, .compression = COMPRESSION_CCITTFAX4},
  };
  for (const StoredTiff& stored : rows) test::expect_changes_are_safe(tiff_codec(), test::make_tiff(stored, sample), 1);
}

TEST(Tiff, ReadsTheSharedFixture) {
  const auto file = test::shared_file("fixtures/uncompressed_tiff.tiff");
  if (!file) GTEST_SKIP() << "no shared fixtures here";
  const test::Decoded decoded = test::decode_file(tiff_codec(), *file);
  EXPECT_EQ(decoded.info.size, (Size{246, 345}));
  EXPECT_EQ(decoded.info.pixels, tiff_format(ColorFamily::rgb, SampleType::u8));
  EXPECT_EQ(decoded.info.orientation, 1);
}

TEST(Tiff, HostileFilesAreReadOrRefused) {
  const std::filesystem::path folder = test::shared_dir() / "hostile" / "mixed";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared hostile files here";
  int tried = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (!name.ends_with(".tiff")) continue;
    ++tried;
    test::expect_safe(tiff_codec(), *test::shared_file("hostile/mixed/" + name));
  }
  EXPECT_GT(tried, 50);
}

}  // namespace
}  // namespace resizer::imaging
