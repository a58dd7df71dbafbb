#include "imaging/codecs/png/codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/png_testing.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;

using test::append_chunk;
using test::make_png;

using model::Warning;
using util::ErrorCode;

PixelFormat png_format(ColorFamily family, unsigned depth_bits, Alpha alpha) {
  return {.family = family,
          .sample = depth_bits == 8 ? SampleType::u8 : SampleType::u16,
          .depth_bits = static_cast<std::uint8_t>(depth_bits),
          .alpha = alpha};
}

std::vector<PixelFormat> storable_formats() {
  std::vector<PixelFormat> formats;
  for (const ColorFamily family : {ColorFamily::gray, ColorFamily::rgb}) {
    for (const unsigned depth_bits : {8U, 16U}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight}) formats.push_back(png_format(family, depth_bits, alpha));
    }
  }
  return formats;
}

PngHeader header_of(const Bytes& file) {
  return read_png_file(file).header;
}

Bytes plane_bytes(const Image& image, std::size_t plane) {
  Bytes bytes;
  for (int y = 0; y < image.planes[plane].rows; ++y) {
    const std::uint8_t* const row = image.planes[plane].ptr(y);
    bytes.insert(bytes.end(), row, row + std::ptrdiff_t{image.planes[plane].cols} * image.format.sample_bytes());
  }
  return bytes;
}

TEST(Png, WhatIsWrittenIsReadBackExactly) {
  for (const PixelFormat& format : storable_formats()) {
    ASSERT_EQ(png_codec().storable(format, Compression::lossless), format) << test::printed(format);
    for (const Size size : {Size{1, 1}, {2, 3}, {17, 5}, {63, 40}, {320, 241}}) {
      const Image image = test::make_picture(format, size);
      const Bytes file = png_codec().encode(image, {});
      ASSERT_TRUE(png_codec().matches(file));
      const test::Decoded decoded = test::decode_file(png_codec(), file);
      EXPECT_EQ(test::max_difference(decoded.image, image), 0)
          << test::printed(format) << " " << size.width_px << "x" << size.height_px;
      EXPECT_EQ(test::max_difference(test::decode_through_rings(png_codec(), file), image), 0) << test::printed(format);
      EXPECT_EQ(decoded.info.size, size);
      EXPECT_EQ(decoded.info.pixels, format);
    }
  }
}

TEST(Png, OtherFormatsAreStoredAsTheNearest) {
  const PixelFormat ycbcr{.family = ColorFamily::ycbcr, .range = Range::limited, .subsampling = {1, 1}};
  EXPECT_EQ(png_storable(ycbcr), png_format(ColorFamily::rgb, 8, Alpha::none));
  const PixelFormat deep{
      .family = ColorFamily::ycbcr, .sample = SampleType::u16, .depth_bits = 10, .alpha = Alpha::straight};
  EXPECT_EQ(png_storable(deep), png_format(ColorFamily::rgb, 16, Alpha::straight));
  const PixelFormat cmyk{.family = ColorFamily::cmyk};
  EXPECT_EQ(png_storable(cmyk), png_format(ColorFamily::rgb, 8, Alpha::none));
  const PixelFormat real{
      .family = ColorFamily::gray, .sample = SampleType::f32, .depth_bits = 32, .alpha = Alpha::premultiplied};
  EXPECT_EQ(png_storable(real), png_format(ColorFamily::gray, 16, Alpha::straight));
}

/// Stripes in six colors on white, their edges blended: more than 256 colors, all on lines between seven.
Image blended_picture() {
  return test::make_picture(png_format(ColorFamily::rgb, 8, Alpha::none), {200, 120},
                            [](unsigned plane, std::uint32_t x, std::uint32_t y) {
                              const double along = x + 0.37 * y;
                              const double edge = std::clamp(8 - std::abs(std::fmod(along, 23) - 11.5), 0.0, 1.0);
                              const auto stripe = static_cast<unsigned>(along / 23) % 6;
                              const double color = (stripe * 83 + plane * 59) % 256;
                              return 255 + (color - 255) * edge;
                            });
}

TEST(Png, BlendedPalettesStayPalettes) {
  const Image image = blended_picture();
  const Bytes plain = encode_png(image, {});
  ASSERT_EQ(header_of(plain).color, PngColor::rgb);
  const Bytes file = encode_png(image, {.palette_file_bytes = 1U << 20U});
  EXPECT_EQ(header_of(file).color, PngColor::palette);
  EXPECT_LT(file.size(), plain.size());
  const Image decoded = test::decode_file(png_codec(), file).image;
  EXPECT_GT(test::psnr_db(decoded, image), 40);
  EXPECT_EQ(test::sample_at(decoded, 0, 0, 0), 255) << "a flat area keeps its color";
}

TEST(Png, PalettesComeOutNoLargerThanAskedForWhereItDoesNotShow) {
  const Image image = blended_picture();
  const Bytes finest = encode_png(image, {.palette_file_bytes = 1U << 20U});
  for (const double share : {1.0, 0.9, 0.8, 0.7}) {
    const auto most_bytes = static_cast<std::uint64_t>(share * static_cast<double>(finest.size()));
    const Bytes file = encode_png(image, {.palette_file_bytes = most_bytes});
    EXPECT_LE(file.size(), most_bytes);
    const Image decoded = test::decode_file(png_codec(), file).image;
    EXPECT_GT(test::psnr_db(decoded, image), 40) << share;
    EXPECT_EQ(test::sample_at(decoded, 0, 0, 0), 255) << "a flat area keeps its color";
  }
}

/// A drawing in seven colors without blending, as it may be found in a palette: rings of many widths on flat ground.
Bytes drawing(Size size) {
  const Image image = test::make_picture(
      png_format(ColorFamily::rgb, 8, Alpha::none), size, [](unsigned plane, std::uint32_t x, std::uint32_t y) {
        const auto ring =
            static_cast<unsigned>(std::hypot(x - 310.0, 1.3 * y - 290.0) / 23 + std::hypot(x - 700.0, y) / 61);
        return ring % 5 == 0 ? (ring % 6 * 83 + plane * 59) % 256 + 0.0 : 255.0;
      });
  return encode_png(image, {});
}

TEST(Png, APaletteThatIsShrunkComesOutNoLargerThanItWentIn) {
  const Bytes file = drawing({900, 600});
  ASSERT_EQ(header_of(file).color, PngColor::palette);
  for (const std::uint32_t width : {450U, 300U, 150U}) {
    const auto made = test::process(file, width);
    EXPECT_EQ(header_of(made.file).color, PngColor::palette) << width;
    EXPECT_LE(made.file.size(), file.size()) << width;
  }
}

TEST(Png, NoPaletteIsMadeSmallerThanDoesNotShow) {
  const Image image = blended_picture();
  const Bytes smallest = encode_png(image, {.palette_file_bytes = 1});
  EXPECT_LT(smallest.size(), encode_png(image, {.palette_file_bytes = 1U << 20U}).size());
  EXPECT_GT(test::psnr_db(test::decode_file(png_codec(), smallest).image, image), 40);
}

TEST(Png, EffortChangesTheFileAndNotThePalette) {
  const Image image = blended_picture();
  const std::uint64_t most_bytes = encode_png(image, {.palette_file_bytes = 1U << 20U}).size() * 4 / 5;
  const Image usual = test::decode_file(png_codec(), encode_png(image, {.palette_file_bytes = most_bytes})).image;
  for (const int effort : {0, 9}) {
    const Bytes file = encode_png(image, {.palette_file_bytes = most_bytes, .effort = effort});
    EXPECT_EQ(header_of(file).color, PngColor::palette);
    EXPECT_EQ(test::max_difference(test::decode_file(png_codec(), file).image, usual), 0) << "effort " << effort;
  }
}

TEST(Png, AnExactPaletteIsKeptWhereItIsSmallEnough) {
  const Image image = test::make_picture(
      png_format(ColorFamily::rgb, 8, Alpha::none), {80, 60},
      [](unsigned plane, std::uint32_t x, std::uint32_t y) { return (x * 7 + y * 3) % 100 + 10.0 * plane; });
  const Bytes exact = encode_png(image, {});
  ASSERT_EQ(header_of(exact).color, PngColor::palette);
  EXPECT_EQ(encode_png(image, {.palette_file_bytes = exact.size()}), exact);
  EXPECT_LT(encode_png(image, {.palette_file_bytes = exact.size() - 1}).size(), exact.size());
}

TEST(Png, PicturesOfManyColorsAreNotChangedForAPalette) {
  const Image photo = test::make_picture(png_format(ColorFamily::rgb, 8, Alpha::none), {200, 120},
                                         [](unsigned plane, std::uint32_t x, std::uint32_t y) {
                                           return (plane == 0 ? x : plane == 1 ? 2 * y : (x * 7 + y * 13) % 256) + 0.0;
                                         });
  const Bytes file = encode_png(photo, {.palette_file_bytes = 1U << 20U});
  EXPECT_EQ(header_of(file).color, PngColor::rgb);
  EXPECT_EQ(test::max_difference(test::decode_file(png_codec(), file).image, photo), 0);
}

TEST(Png, FewColorsBecomeAPaletteWithoutLoss) {
  struct Row {
    unsigned colors;
    Alpha alpha;
    PngColor color;
    unsigned bit_depth;
  };
  const Row rows[] = {
      {1, Alpha::none, PngColor::palette, 1},      {2, Alpha::none, PngColor::palette, 1},
      {3, Alpha::none, PngColor::palette, 2},      {5, Alpha::none, PngColor::palette, 4},
      {17, Alpha::straight, PngColor::palette, 8}, {256, Alpha::none, PngColor::palette, 8},
      {257, Alpha::none, PngColor::rgb, 8},        {256, Alpha::straight, PngColor::palette, 8},
      {2, Alpha::straight, PngColor::palette, 1},  {300, Alpha::straight, PngColor::rgb_alpha, 8},
  };
  for (const Row& row : rows) {
    const Image image = test::make_picture(
        png_format(ColorFamily::rgb, 8, row.alpha), {61, 50}, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
          const unsigned color = (x + 61 * y) % row.colors;
          if (plane == 3) return color % 2 == 0 ? 255.0 : 255.0 - color % 100;
          return static_cast<double>(plane == 0 ? color % 256 : plane == 1 ? color * 7 % 256 : color / 256);
        });
    const Bytes file = png_codec().encode(image, {});
    EXPECT_EQ(header_of(file).color, row.color) << row.colors;
    EXPECT_EQ(header_of(file).bit_depth, row.bit_depth) << row.colors;
    EXPECT_EQ(test::max_difference(test::decode_file(png_codec(), file).image, image), 0) << row.colors;
  }
}

TEST(Png, APaletteThatIsLargerThanThePixelsIsNotUsed) {
  const Image image = test::make_picture(png_format(ColorFamily::rgb, 8, Alpha::none), {8, 8},
                                         [](unsigned plane, auto x, auto y) { return 9.0 * x + 11 * y + plane; });
  EXPECT_EQ(header_of(png_codec().encode(image, {})).color, PngColor::rgb);
}

TEST(Png, OpaqueAlphaStaysAlphaInAPalette) {
  const Image image = test::make_picture(png_format(ColorFamily::rgb, 8, Alpha::straight), {40, 40},
                                         [](unsigned plane, auto x, auto) { return plane == 3 ? 255.0 : x % 3; });
  const Bytes file = png_codec().encode(image, {});
  ASSERT_EQ(header_of(file).color, PngColor::palette);
  EXPECT_EQ(test::max_difference(test::decode_file(png_codec(), file).image, image), 0);
}

TEST(Png, FewLevelsOfGrayTakeFewBits) {
  struct Row {
    unsigned step;
    unsigned bit_depth;
  };
  for (const Row& row : {Row{255, 1}, {85, 2}, {17, 4}, {15, 8}}) {
    const Image image = test::make_picture(
        png_format(ColorFamily::gray, 8, Alpha::none), {33, 9},
        [&](unsigned, auto x, auto y) { return static_cast<double>((x + y) % (255 / row.step + 1) * row.step); });
    const Bytes file = png_codec().encode(image, {});
    EXPECT_EQ(header_of(file).color, PngColor::gray) << row.step;
    EXPECT_EQ(header_of(file).bit_depth, row.bit_depth) << row.step;
    EXPECT_EQ(test::max_difference(test::decode_file(png_codec(), file).image, image), 0) << row.step;
  }
}

TEST(Png, LevelsAndIndexesOfLessThanAByteAreSpread) {
  struct Row {
    unsigned bit_depth;
    Bytes packed;
    Bytes levels;
  };
  const Row rows[] = {
      {1, {0b10110000}, {255, 0, 255, 255, 0}},
      {2, {0b00011011, 0b11000000}, {0, 85, 170, 255, 255}},
      {4, {0x0F, 0x1E, 0x80}, {0, 255, 17, 238, 136}},
      {8, {1, 2, 3, 4, 255}, {1, 2, 3, 4, 255}},
  };
  for (const Row& row : rows) {
    Bytes filtered{0};
    filtered.insert(filtered.end(), row.packed.begin(), row.packed.end());
    const Bytes file = make_png({.size = {5, 1}, .bit_depth = row.bit_depth, .color = 0, .rows = filtered});
    const test::Decoded decoded = test::decode_file(png_codec(), file);
    EXPECT_EQ(plane_bytes(decoded.image, 0), row.levels) << row.bit_depth << " bits";
    EXPECT_EQ(decoded.info.pixels, png_format(ColorFamily::gray, 8, Alpha::none));
  }
}

TEST(Png, ATransparentLevelOrColorBecomesAlpha) {
  // Keys are compared at the file's own depth: 0x0102 is not 0x0103.
  const Bytes gray16 = make_png(
      {.size = {3, 1}, .bit_depth = 16, .color = 0, .transparency = {1, 2}, .rows = {0, 1, 2, 1, 3, 0xFF, 0xFF}});
  const Image image16 = test::decode_file(png_codec(), gray16).image;
  EXPECT_EQ(image16.format, png_format(ColorFamily::gray, 16, Alpha::straight));
  EXPECT_EQ(test::sample_at(image16, 0, 1, 0), 0x0103);
  for (const auto& [x, alpha] : {std::pair{0U, 0.0}, {1U, 65535.0}, {2U, 65535.0}}) {
    EXPECT_EQ(test::sample_at(image16, 1, x, 0), alpha) << x;
  }
  const Bytes rgb8 =
      make_png({.size = {2, 1}, .color = 2, .transparency = {0, 9, 0, 8, 0, 7}, .rows = {0, 9, 8, 7, 9, 8, 6}});
  EXPECT_EQ(plane_bytes(test::decode_file(png_codec(), rgb8).image, 3), (Bytes{0, 255}));
  const Bytes gray1 = make_png({.size = {3, 1}, .bit_depth = 1, .transparency = {0, 1}, .rows = {0, 0b01000000}});
  EXPECT_EQ(plane_bytes(test::decode_file(png_codec(), gray1).image, 1), (Bytes{255, 0, 255}));
}

TEST(Png, PalettesAreLookedUp) {
  const Bytes file = make_png({.size = {4, 1},
                               .bit_depth = 2,
                               .color = 3,
                               .palette = {10, 20, 30, 40, 50, 60, 70, 80, 90},
                               .transparency = {0, 128},
                               .rows = {0, 0b00011011}});
  const Image image = test::decode_file(png_codec(), file).image;
  EXPECT_EQ(plane_bytes(image, 0), (Bytes{10, 40, 70, 0})) << "an index beyond the palette is black";
  EXPECT_EQ(plane_bytes(image, 2), (Bytes{30, 60, 90, 0}));
  EXPECT_EQ(plane_bytes(image, 3), (Bytes{0, 128, 255, 255}));
}

/// Filters as PNG section 9 states them, in plain words, to hold the fast code against.
Bytes filter_plainly(const Bytes& rows, std::size_t row_bytes, std::size_t distance, const Bytes& types) {
  Bytes out;
  for (std::size_t y = 0; y < types.size(); ++y) {
    out.push_back(types[y]);
    for (std::size_t i = 0; i < row_bytes; ++i) {
      const std::size_t at = y * row_bytes + i;
      const int a = i < distance ? 0 : rows[at - distance];
      const int b = y == 0 ? 0 : rows[at - row_bytes];
      const int c = i < distance || y == 0 ? 0 : rows[at - row_bytes - distance];
      const int pa = std::abs(b - c);
      const int pb = std::abs(a - c);
      const int pc = std::abs(a + b - 2 * c);
      const int paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      const int predictions[] = {0, a, b, (a + b) / 2, paeth};
      out.push_back(static_cast<std::uint8_t>(rows[at] - predictions[types[y]]));
    }
  }
  return out;
}

TEST(Png, AllFiltersOfAllPixelSizesAreUndone) {
  struct Row {
    unsigned color;
    unsigned bit_depth;
    std::size_t pixel_bytes;
  };
  const Row kinds[] = {{0, 8, 1}, {4, 8, 2}, {0, 16, 2}, {2, 8, 3}, {6, 8, 4}, {4, 16, 4}, {2, 16, 6}, {6, 16, 8}};
  for (const Row& kind : kinds) {
    for (const std::uint32_t width : {1U, 2U, 3U, 5U, 16U, 33U}) {
      const Bytes types{4, 3, 2, 1, 0, 4, 4, 4, 4, 1, 3, 3, 0, 2};
      const std::size_t row_bytes = width * kind.pixel_bytes;
      Bytes rows(row_bytes * types.size());
      std::uint32_t state = 1;
      for (std::uint8_t& byte : rows) byte = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
      const Size size{width, static_cast<std::uint32_t>(types.size())};
      const auto decoded = [&](const Bytes& filtered) {
        return test::decode_file(
                   png_codec(),
                   make_png({.size = size, .bit_depth = kind.bit_depth, .color = kind.color, .rows = filtered}))
            .image;
      };
      const Image expected = decoded(filter_plainly(rows, row_bytes, kind.pixel_bytes, Bytes(types.size(), 0)));
      const Image image = decoded(filter_plainly(rows, row_bytes, kind.pixel_bytes, types));
      EXPECT_EQ(test::max_difference(image, expected), 0) << "color " << kind.color << ", width " << width;
      EXPECT_NE(test::sample_at(expected, 0, 0, 0), test::sample_at(expected, 0, 0, 1)) << "noise is not flat";
    }
  }
}

TEST(Png, InterlacedPicturesEqualPlainOnes) {
  constexpr std::uint32_t kPasses[7][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                           {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
  const auto level = [](std::uint32_t x, std::uint32_t y) { return static_cast<std::uint8_t>(x * 16 + y); };
  for (const Size size : {Size{1, 1}, {3, 2}, {8, 8}, {5, 9}, {13, 11}}) {
    Bytes rows;
    for (const auto& [x0, y0, step_x, step_y] : kPasses) {
      for (std::uint32_t y = y0; y < size.height_px; y += step_y) {
        if (x0 < size.width_px) rows.push_back(0);
        for (std::uint32_t x = x0; x < size.width_px; x += step_x) rows.push_back(level(x, y));
      }
    }
    const Bytes file = make_png({.size = size, .interlaced = true, .rows = rows});
    const Image expected = test::make_picture(png_format(ColorFamily::gray, 8, Alpha::none), size,
                                              [&](unsigned, auto x, auto y) { return level(x, y); });
    EXPECT_EQ(test::max_difference(test::decode_file(png_codec(), file).image, expected), 0)
        << size.width_px << "x" << size.height_px;
    EXPECT_EQ(test::max_difference(test::decode_through_rings(png_codec(), file), expected), 0);
  }
}

TEST(Png, MetadataComesBackByteForByte) {
  const Image image = test::make_picture(png_format(ColorFamily::rgb, 8, Alpha::none), {20, 10});
  const Metadata metadata = test::make_metadata();
  const Bytes file = png_codec().encode(image, {.metadata = &metadata});
  const ImageInfo info = png_codec().open(file)->info();
  EXPECT_EQ(info.metadata.icc, metadata.icc);
  EXPECT_EQ(info.metadata.exif, metadata.exif);
  EXPECT_EQ(info.metadata.xmp, metadata.xmp);
  EXPECT_TRUE(info.warnings.empty());
  const Metadata none;
  const ImageInfo bare = png_codec().open(png_codec().encode(image, {.metadata = &none}))->info();
  EXPECT_TRUE(bare.metadata.icc.empty() && bare.metadata.exif.empty() && bare.metadata.xmp.empty());
}

TEST(Png, TheOrientationOfExifIsTold) {
  const Image image = test::make_picture(png_format(ColorFamily::gray, 8, Alpha::none), {20, 10});
  Metadata metadata = test::make_metadata();
  metadata.exif[18] = 6;
  EXPECT_EQ(png_codec().open(png_codec().encode(image, {.metadata = &metadata}))->info().orientation, 6);
  metadata.exif.resize(12);
  const ImageInfo broken = png_codec().open(png_codec().encode(image, {.metadata = &metadata}))->info();
  EXPECT_EQ(broken.orientation, 1);
  EXPECT_TRUE(broken.warnings.has(Warning::exif_broken));
}

TEST(Png, DamagedFilesFailUnlessEveryPixelIsThere) {
  const Image image = test::make_picture(png_format(ColorFamily::rgb, 8, Alpha::straight), {30, 20});
  Metadata metadata = test::make_metadata();
  const Bytes file = png_codec().encode(image, {.metadata = &metadata});
  constexpr std::size_t kTailBytes = 4 + 12;  // the checksum of the pixels, and the end
  test::expect_prefixes_fail(png_codec(), ByteView(file).first(file.size() - kTailBytes));
  test::expect_changes_are_safe(png_codec(), file, 1);
  // Any changed byte after the signature is within a chunk's length, type, data or checksum.
  for (std::size_t at = kPngSignature.size(); at < file.size(); ++at) {
    Bytes changed = file;
    changed[at] ^= 0x10;
    try {
      const auto decoder = png_codec().open(changed);
      const Image pixels = test::read_all(*decoder, decoder->start({}));
      decoder->finish();
      EXPECT_EQ(test::max_difference(pixels, image), 0) << at;
      EXPECT_TRUE(decoder->info().warnings.has(Warning::nonconforming)) << at;
    } catch (const util::Error&) {
      continue;
    }
  }
}

TEST(Png, RulesThatChecksumsDoNotGuardAreChecked) {
  struct Row {
    const char* what;
    test::StoredPng made;
    ErrorCode code;
  };
  const Row rows[] = {
      {"no width", {.size = {0, 1}, .rows = {0}}, ErrorCode::corrupt},
      {"width beyond 2^31 - 1", {.size = {0x80000000, 1}, .rows = {0}}, ErrorCode::corrupt},
      {"RGB of 4 bits", {.size = {1, 1}, .bit_depth = 4, .color = 2, .rows = {0, 0, 0}}, ErrorCode::corrupt},
      {"color type 5", {.size = {1, 1}, .color = 5, .rows = {0, 0}}, ErrorCode::corrupt},
      {"3 bits", {.size = {1, 1}, .bit_depth = 3, .rows = {0, 0}}, ErrorCode::corrupt},
      {"no palette", {.size = {1, 1}, .color = 3, .rows = {0, 0}}, ErrorCode::corrupt},
      {"odd palette", {.size = {1, 1}, .color = 3, .palette = {1, 2}, .rows = {0, 0}}, ErrorCode::corrupt},
      {"filter type 5", {.size = {1, 1}, .rows = {5, 0}}, ErrorCode::corrupt},
      {"too few rows", {.size = {1, 9}, .rows = {0, 0}}, ErrorCode::corrupt},
      {"bomb", {.size = {0x7FFFFFFF, 0x7FFFFFFF}, .bit_depth = 16, .color = 6, .rows = {0}}, ErrorCode::corrupt},
  };
  for (const Row& row : rows) {
    const Bytes file = make_png(row.made);
    try {
      const auto decoder = png_codec().open(file);
      EXPECT_EQ(decoder->info().size, row.made.size) << row.what;
      if (row.made.size.width_px > 1000) continue;  // the caller's limit on pixels stops here
      test::decode_file(png_codec(), file);
      ADD_FAILURE() << row.what;
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), row.code) << row.what << ": " << error.what();
    }
  }
}

TEST(Png, AnimationsGiveTheirFirstFrameAndAWarning) {
  Bytes file = make_png({.size = {1, 1}, .rows = {0, 7}});
  Bytes control;
  append_chunk(control, "acTL", {0, 0, 0, 2, 0, 0, 0, 0});
  file.insert(file.begin() + 33, control.begin(), control.end());  // after the header
  EXPECT_TRUE(test::decode_file(png_codec(), file).info.warnings.has(Warning::animation_dropped));
}

TEST(Png, FixturesAreReadAsTheyAre) {
  struct Row {
    const char* name;
    Size size;
    PixelFormat format;
    bool icc;
  };
  const Row rows[] = {
      {"16-bit-grey-alpha.png", {109, 96}, png_format(ColorFamily::gray, 16, Alpha::straight), true},
      {"Flag_of_the_Netherlands-16bit.png", {900, 600}, png_format(ColorFamily::rgb, 16, Alpha::none), false},
      {"alpha-premultiply-1024x768-paper.png", {1024, 768}, png_format(ColorFamily::rgb, 8, Alpha::straight), false},
      {"full-transparent.png", {300, 300}, png_format(ColorFamily::rgb, 8, Alpha::straight), false},
      {"grey-8bit-alpha.png", {400, 300}, png_format(ColorFamily::gray, 8, Alpha::straight), false},
      {"p3.png", {8, 8}, png_format(ColorFamily::rgb, 8, Alpha::straight), true},
      {"tbgn2c16.png", {32, 32}, png_format(ColorFamily::rgb, 16, Alpha::straight), true},
  };
  for (const Row& row : rows) {
    const auto file = test::shared_file(std::string("fixtures/") + row.name);
    if (!file) GTEST_SKIP() << "no ../shared/fixtures/" << row.name;
    const test::Decoded decoded = test::decode_file(png_codec(), *file);
    EXPECT_EQ(decoded.info.size, row.size) << row.name;
    EXPECT_EQ(decoded.image.format, row.format) << row.name << ": " << test::printed(decoded.image.format);
    EXPECT_EQ(!decoded.info.metadata.icc.empty(), row.icc) << row.name;
    EXPECT_EQ(decoded.info.orientation, 1) << row.name;
    // What is written again is the same image.
    const Bytes again = png_codec().encode(decoded.image, {});
    EXPECT_EQ(test::max_difference(test::decode_file(png_codec(), again).image, decoded.image), 0) << row.name;
  }
}

}  // namespace
}  // namespace resizer::imaging
