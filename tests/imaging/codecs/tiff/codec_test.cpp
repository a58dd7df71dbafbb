#include "imaging/codecs/tiff/codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "imaging/metadata/image_resources.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/tiff_testing.hpp"
#include "util/error.hpp"

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
  Metadata metadata;
  metadata.iptc.assign(records.begin(), records.end());
  const Image image = test::make_picture(tiff_format(ColorFamily::gray, SampleType::u8), {16, 16});
  Bytes file = encode_tiff(image, {.metadata = &metadata});
  constexpr std::array<std::uint8_t, 4> kPhotoshopTag{0x49, 0x86, 1, 0};
  const auto entry = std::search(file.begin(), file.end(), kPhotoshopTag.begin(), kPhotoshopTag.end());
  ASSERT_NE(entry, file.end());
  entry[0] = 0xBB;  // the tag of IPTC instead
  entry[1] = 0x83;
  const Bytes resource = open_tiff(file)->info().metadata.iptc;
  Bytes expected{'8', 'B', 'I', 'M', 4, 4, 0, 0, 0, 0, 0, 9};
  expected.insert(expected.end(), records.begin(), records.end());
  expected.push_back(0);
  EXPECT_EQ(resource, expected);
}

/// Photoshop's resources without IPTC among them, and with.
TEST(Tiff, IptcBesidePhotoshopsResourcesIsKept) {
  const std::string_view records("\x1C\2\x5A\0\7Capital", 12);
  const std::string_view thumbnail("8BIM\x04\x0C\3abc\0\0\0\3xyz\0", 18);
  const std::string_view own_iptc("8BIM\4\4\0\0\0\0\0\2hi", 14);
  const Bytes added = iptc_resource({reinterpret_cast<const std::uint8_t*>(records.data()), records.size()});
  for (const std::string_view resources : {std::string_view(), thumbnail, own_iptc}) {
    for (const char* mode : {"wl", "wb"}) {
      const auto set_more = [&](TIFF* tiff) {
        if (!resources.empty()) {
          TIFFSetField(tiff, TIFFTAG_PHOTOSHOP, static_cast<std::uint32_t>(resources.size()), resources.data());
        }
        // Some libtiffs write 32-bit integers, and swap them in a file of the other byte order, which writers never
        // mean.
        Bytes stored(records.begin(), records.end());
        const bool as_integers = TIFFFieldDataType(TIFFFieldWithTag(tiff, TIFFTAG_RICHTIFFIPTC)) == TIFF_LONG;
        const std::size_t count = as_integers ? stored.size() / 4 : stored.size();
        if (as_integers && mode[1] == 'b') TIFFSwabArrayOfLong(reinterpret_cast<std::uint32_t*>(stored.data()), 3);
        TIFFSetField(tiff, TIFFTAG_RICHTIFFIPTC, static_cast<std::uint32_t>(count), stored.data());
      };
      const Bytes file = test::make_tiff({.mode = mode, .set_more = set_more}, [](auto, auto, unsigned) { return 9; });
      model::ResizeOptions options;
      options.keep = model::Keep::all;
      const Bytes expected = resources == own_iptc ? Bytes(own_iptc.begin(), own_iptc.end()) : added;
      EXPECT_EQ(test::process(file, 8, options).info.metadata.iptc, expected) << resources.size() << ", " << mode;
    }
  }
}

/// Sizes are planned as if pixels were square: the output says that they are not, or the report does.
TEST(Tiff, PixelsThatAreNotSquareAreToldOf) {
  struct Row {
    double x_resolution;
    double y_resolution;
    unsigned unit;
    model::Keep keep;
    model::Format format;
    bool told;
  };
  using model::Format;
  using model::Keep;
  const Row rows[] = {
      {204, 98, RESUNIT_INCH, Keep::icc, Format::tiff, true},
      {204, 98, RESUNIT_INCH, Keep::all, Format::tiff, false},
      {204, 98, RESUNIT_INCH, Keep::all, Format::png, false},
      {204, 98, RESUNIT_INCH, Keep::all, Format::jpeg, false},
      {204, 98, RESUNIT_INCH, Keep::all, Format::webp, true},
      {204, 98, RESUNIT_INCH, Keep::all, Format::avif, true},
      {80, 40, RESUNIT_CENTIMETER, Keep::icc, Format::png, true},
      {2, 1, RESUNIT_NONE, Keep::all, Format::tiff, true},
      {204, 204, RESUNIT_INCH, Keep::icc, Format::tiff, false},
      {300, 299.9, RESUNIT_INCH, Keep::icc, Format::tiff, false},
      {1, 1, RESUNIT_NONE, Keep::icc, Format::tiff, false},
      {0, 0, RESUNIT_INCH, Keep::icc, Format::tiff, false},
  };
  for (const Row& row : rows) {
    for (const unsigned orientation : {1U, 6U}) {
      StoredTiff stored{.orientation = orientation};
      stored.set_more = [&](TIFF* tiff) {
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, row.x_resolution);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, row.y_resolution);
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, row.unit);
      };
      model::ResizeOptions options;
      options.keep = row.keep;
      options.formats = {row.format};
      const test::Processed output =
          test::process(test::make_tiff(stored, [](auto, auto, unsigned) { return 9; }), 20, options);
      const std::string what = std::to_string(row.x_resolution) + " x " + std::to_string(row.y_resolution) + " in " +
                               std::string(model::name_of(row.format));
      EXPECT_EQ(output.report.warnings.has(Warning::pixels_not_square), row.told) << what;
      if (row.keep == Keep::all && !row.told) {
        ASSERT_TRUE(output.info.metadata.density) << what;
        const double ratio = output.info.metadata.density->x_per_inch / output.info.metadata.density->y_per_inch;
        EXPECT_NEAR(ratio, orientation == 1 ? 204.0 / 98 : 98.0 / 204, 0.01) << what << ", orientation " << orientation;
      }
    }
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
      {"complex samples", {.bits = 16, .sample_format = SAMPLEFORMAT_COMPLEXINT}},
      {"128-bit floats", {.bits = 128, .sample_format = SAMPLEFORMAT_IEEEFP}},
      {"inks not CMYK",
       {.samples = 4,
        .photometric = PHOTOMETRIC_SEPARATED,
        .set_more = [](TIFF* tiff) { TIFFSetField(tiff, TIFFTAG_INKSET, INKSET_MULTIINK); }}},
      {"too many samples", {.size = {4, 4}, .samples = 40}},
      {"uncompressed YCbCr tiles", {.samples = 3, .photometric = PHOTOMETRIC_YCBCR, .tiled = true}},
      {"L*a*b* of 12 bits", {.bits = 12, .samples = 3, .photometric = PHOTOMETRIC_CIELAB}},
      {"uncompressed LogLuv", {.samples = 3, .photometric = PHOTOMETRIC_LOGLUV}},
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

/// Where the entry of a tag stands in the first directory of a little-endian file.
Bytes::iterator entry_of(Bytes& file, unsigned tag) {
  const auto number = [&](std::size_t at) { return file[at] + 256U * file[at + 1]; };
  constexpr std::size_t kEntryBytes = 12;
  std::size_t at = number(4) + 65536U * number(6) + 2;
  while (number(at) != tag) at += kEntryBytes;
  return file.begin() + static_cast<std::ptrdiff_t>(at);
}

/// libtiff reads as much as it wants of samples that are not compressed, however few the file says there are.
TEST(Tiff, BlocksThatAreTooShortForTheirRowsAreDamage) {
  const test::StoredSample sample = [](std::uint32_t x, std::uint32_t y, unsigned) { return x + y; };
  for (const bool tiled : {false, true}) {
    Bytes file = test::make_tiff(
        {.size = {64, 48}, .samples = 3, .photometric = PHOTOMETRIC_RGB, .separate = true, .tiled = tiled}, sample);
    EXPECT_NO_THROW(test::decode_file(tiff_codec(), file));
    const auto entry = entry_of(file, tiled ? TIFFTAG_TILELENGTH : TIFFTAG_ROWSPERSTRIP);
    entry[8] = 48;
    try {
      test::decode_file(tiff_codec(), file);
      ADD_FAILURE() << (tiled ? "tiles" : "strips");
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::corrupt) << error.what();
    }
    const test::Decoded kept = test::decode_file(tiff_codec(), file, {.fail_on = model::FailOn::none});
    EXPECT_TRUE(kept.info.warnings.has(Warning::data_damaged));
  }
}

TEST(Tiff, ColorsThatNoTagNamesAreAnOddity) {
  const test::StoredSample sample = [](std::uint32_t x, std::uint32_t y, unsigned) { return x + y; };
  Bytes file = test::make_tiff({.size = {20, 12}}, sample);
  *entry_of(file, TIFFTAG_PHOTOMETRIC) = TIFFTAG_THRESHHOLDING & 255U;
  const test::Decoded decoded = test::decode_file(tiff_codec(), file);
  EXPECT_EQ(decoded.info.warnings, model::Warnings{Warning::nonconforming});
  EXPECT_EQ(test::sample_at(decoded.image, 0, 3, 4), 7);
  EXPECT_THROW(test::decode_file(tiff_codec(), file, {.fail_on = model::FailOn::warning}), util::Error);
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
