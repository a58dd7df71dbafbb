#include "imaging/codecs/bmp/codec.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "imaging/support/bmp_testing.hpp"
#include "imaging/support/codec_testing.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::decode_file;
using testing_support::Decoded;
using testing_support::make_bmp;
using testing_support::sample_at;
using testing_support::StoredBmp;

constexpr Size kSize{67, 43};  // rows are padded in every depth but 32 bits
constexpr std::uint32_t kRuns8 = 1;
constexpr std::uint32_t kRuns4 = 2;
constexpr std::uint32_t kMasks = 3;
constexpr std::uint32_t kAlphaMasks = 6;

Bytes palette_of(unsigned colors) {
  Bytes palette;
  for (unsigned color = 0; color < colors; ++color) {
    for (const unsigned factor : {37U, 101U, 211U}) palette.push_back(static_cast<std::uint8_t>(color * factor + 5));
  }
  return palette;
}

/// Noise in one half, runs in the other.
std::uint32_t bits_at(std::uint32_t x, std::uint32_t y, unsigned bits) {
  const std::uint32_t noise = x * 2654435761U ^ y * 2246822519U;
  const std::uint32_t value = x < 30 ? noise : (x / 11 + y) * 0x9E3779B9U;
  return bits >= 32 ? value : value >> 7U & ((1U << bits) - 1);
}

Bytes bmp_of(const StoredBmp& stored) {
  return make_bmp(stored, [&](std::uint32_t x, std::uint32_t y) { return bits_at(x, y, stored.pixel_bits); });
}

double masked(std::uint32_t pixel, std::uint32_t mask, unsigned depth_bits) {
  if (mask == 0) return 0;
  const std::uint32_t lowest = mask & (~mask + 1);
  const std::uint32_t value = (pixel & mask) / lowest;
  const std::uint32_t most = mask / lowest;
  const double share = static_cast<double>(value) / most;
  return std::floor(share * ((1U << depth_bits) - 1) + 0.5);
}

void expect_pixels(const Decoded& decoded, const StoredBmp& stored, const std::array<std::uint32_t, 4>& masks) {
  const PixelFormat& format = decoded.image.format;
  for (std::uint32_t y = 0; y < kSize.height_px; ++y) {
    for (std::uint32_t x = 0; x < kSize.width_px; ++x) {
      const std::uint32_t pixel = bits_at(x, y, stored.pixel_bits);
      for (unsigned plane = 0; plane < format.planes(); ++plane) {
        const double expected = stored.pixel_bits <= 8 ? stored.palette[3 * pixel + 2 - plane]
                                                       : masked(pixel, masks[plane], format.depth_bits);
        ASSERT_NEAR(sample_at(decoded.image, plane, x, y), expected, stored.masks[0] > 0xFFFF0000U ? 1 : 0)
            << x << ' ' << y << ' ' << plane;
      }
    }
  }
}

std::string why_refused(const Bytes& file) {
  try {
    decode_file(bmp_codec(), file);
  } catch (const util::Error& error) {
    return error.what();
  }
  return "nothing: it was read";
}

TEST(Bmp, EveryKindIsReadAsItIsStored) {
  constexpr std::array<std::uint32_t, 4> kRgb24{0xFF0000, 0xFF00, 0xFF, 0};
  constexpr std::array<std::uint32_t, 4> kRgb15{0x7C00, 0x03E0, 0x001F, 0};
  constexpr std::array<std::uint32_t, 4> kRgb16{0xF800, 0x07E0, 0x001F, 0};
  constexpr std::array<std::uint32_t, 4> kBgra{0xFF, 0xFF00, 0xFF0000, 0xFF000000};
  constexpr std::array<std::uint32_t, 4> kRgb30{0x3FF00000, 0xFFC00, 0x3FF, 0xC0000000};
  constexpr std::array<std::uint32_t, 4> kOneChannel{0, 0xFFFFF, 0, 0};
  struct Row {
    const char* name;
    StoredBmp stored;
    std::array<std::uint32_t, 4> masks{};
    unsigned depth_bits = 8;
    bool alpha = false;
  };
  const Row rows[] = {
      {"1 bit", {.pixel_bits = 1, .palette = palette_of(2)}},
      {"2 bits", {.pixel_bits = 2, .palette = palette_of(4)}},
      {"4 bits", {.pixel_bits = 4, .palette = palette_of(16)}},
      {"8 bits", {.pixel_bits = 8, .palette = palette_of(256)}},
      {"8 bits, top down", {.pixel_bits = 8, .top_down = true, .palette = palette_of(256)}},
      {"16 bits", {.pixel_bits = 16}, kRgb15},
      {"24 bits", {}, kRgb24},
      {"24 bits, top down", {.top_down = true}, kRgb24},
      {"32 bits, of which 8 are unused", {.pixel_bits = 32}, kRgb24},
      {"16 bits with masks", {.pixel_bits = 16, .compression = kMasks, .masks = kRgb16}, kRgb16},
      {"32 bits with masks", {.pixel_bits = 32, .compression = kMasks, .masks = kBgra}, {kBgra[0], kBgra[1], kBgra[2]}},
      {"32 bits with four masks", {.pixel_bits = 32, .compression = kAlphaMasks, .masks = kBgra}, kBgra, 8, true},
      {"10 bits a channel, 2 of alpha",
       {.header_bytes = 56, .pixel_bits = 32, .compression = kMasks, .masks = kRgb30},
       kRgb30,
       10,
       true},
      {"a channel alone", {.pixel_bits = 32, .compression = kMasks, .masks = kOneChannel}, {0, 0xFFFF0, 0, 0}, 16},
      {"version 2", {.header_bytes = 52, .pixel_bits = 16, .compression = kMasks, .masks = kRgb16}, kRgb16},
      {"version 4", {.header_bytes = 108, .pixel_bits = 32, .compression = kMasks, .masks = kBgra}, kBgra, 8, true},
      {"version 5", {.header_bytes = 124}, kRgb24},
      {"OS/2 1, 24 bits", {.header_bytes = 12}, kRgb24},
      {"OS/2 1, 4 bits", {.header_bytes = 12, .pixel_bits = 4, .palette = palette_of(16)}},
      {"OS/2 2, short", {.header_bytes = 16, .pixel_bits = 8, .palette = palette_of(256)}},
      {"OS/2 2", {.header_bytes = 64, .pixel_bits = 8, .palette = palette_of(256)}},
      {"run lengths of 8 bits", {.pixel_bits = 8, .compression = kRuns8, .palette = palette_of(256)}},
      {"run lengths of 4 bits", {.pixel_bits = 4, .compression = kRuns4, .palette = palette_of(16)}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    StoredBmp stored = row.stored;
    stored.size = kSize;
    const Bytes file = bmp_of(stored);
    ASSERT_TRUE(bmp_codec().matches(file));
    const Decoded decoded = decode_file(bmp_codec(), file);
    EXPECT_EQ(decoded.info.size, kSize);
    EXPECT_EQ(decoded.info.pixels.depth_bits, row.depth_bits);
    EXPECT_EQ(decoded.info.pixels.has_alpha(), row.alpha);
    EXPECT_EQ(decoded.info.has_palette, stored.pixel_bits <= 8);
    EXPECT_EQ(decoded.info.warnings, model::Warnings{});
    expect_pixels(decoded, stored, row.masks);
    EXPECT_EQ(testing_support::max_difference(testing_support::decode_through_rings(bmp_codec(), file), decoded.image),
              0);
  }
}

/// 5 x 3 pixels, from the bottom row up.
Image decoded_runs(const Bytes& coded) {
  const StoredBmp stored{.size = {5, 3}, .pixel_bits = 8, .compression = kRuns8, .palette = palette_of(256)};
  return decode_file(bmp_codec(), testing_support::with_coded_pixels(bmp_of(stored), coded)).image;
}

TEST(Bmp, RunsMayMoveAndEndEarly) {
  const Bytes palette = palette_of(256);
  const auto red_of = [&](unsigned index) { return palette[3 * index + 2]; };
  const Image moved = decoded_runs({2, 7, 0, 2, 1, 1, 0, 3, 8, 9, 10, 0, 0, 1});
  for (const auto& [x, y, index] :
       {std::tuple{0U, 2U, 7U}, {1U, 2U, 7U}, {2U, 2U, 0U}, {3U, 1U, 8U}, {4U, 1U, 9U}, {0U, 1U, 0U}, {0U, 0U, 0U}}) {
    EXPECT_EQ(sample_at(moved, 0, x, y), red_of(index)) << x << ' ' << y;
  }
  const Image ended = decoded_runs({5, 3, 0, 1});
  EXPECT_EQ(sample_at(ended, 0, 4, 2), red_of(3));
  EXPECT_EQ(sample_at(ended, 0, 0, 0), red_of(0));
}

TEST(Bmp, DensityAndProfileAreRead) {
  const Bytes icc = testing_support::make_metadata().icc;
  const StoredBmp stored{
      .size = kSize, .header_bytes = 124, .pixels_per_meter_x = 11811, .pixels_per_meter_y = 5906, .icc = icc};
  const Decoded decoded = decode_file(bmp_codec(), bmp_of(stored));
  EXPECT_EQ(decoded.info.metadata.icc, icc);
  ASSERT_TRUE(decoded.info.metadata.density);
  EXPECT_NEAR(decoded.info.metadata.density->x_per_inch, 300, 0.01);
  EXPECT_NEAR(decoded.info.metadata.density->y_per_inch, 150, 0.02);
  EXPECT_FALSE(bmp_codec().open(bmp_of({.size = kSize}))->info().metadata.density);
}

TEST(Bmp, DamageIsNamed) {
  const StoredBmp plain{.size = kSize};
  const StoredBmp runs{.size = {5, 3}, .pixel_bits = 8, .compression = kRuns8, .palette = palette_of(256)};
  const Bytes good = bmp_of(plain);
  const auto part = [&](std::size_t bytes) { return Bytes(good.begin(), good.begin() + std::ptrdiff_t(bytes)); };
  const auto with = [&](StoredBmp stored, const auto& change) {
    change(stored);
    return why_refused(bmp_of(stored));
  };
  EXPECT_EQ(why_refused(part(40)), "BMP: the file ends within its header");
  EXPECT_EQ(why_refused(part(good.size() - 4)), "BMP: the file ends within the pixels");
  EXPECT_EQ(why_refused(part(good.size() - 3)), "nothing: it was read") << "the last row's padding may be missing";
  EXPECT_EQ(why_refused(testing_support::with_coded_pixels(bmp_of(runs), {5, 1, 0, 0, 5, 2})),
            "BMP: the file ends within the pixels");
  EXPECT_EQ(with(plain, [](StoredBmp& s) { s.pixel_bits = 48; }), "BMP: pixels of 48 bits");
  EXPECT_EQ(with(plain, [](StoredBmp& s) { s.compression = 4; }), "BMP: compression 4 is not supported");
  EXPECT_EQ(with(plain, [](StoredBmp& s) { s.compression = kRuns8; }),
            "BMP: a compression that does not go with its pixels");
  EXPECT_EQ(with(runs, [](StoredBmp& s) { s.top_down = true; }), "BMP: a compression that does not go with its pixels");
  EXPECT_EQ(with(plain,
                 [](StoredBmp& s) {
                   s.pixel_bits = 32, s.compression = kMasks, s.masks = {0xFF, 0x1FF, 0};
                 }),
            "BMP: the masks of its channels overlap or have gaps");
  EXPECT_EQ(with(plain,
                 [](StoredBmp& s) {
                   s.pixel_bits = 32, s.compression = kMasks, s.masks = {0xFF, 0xF0F00, 0};
                 }),
            "BMP: the masks of its channels overlap or have gaps");
  EXPECT_EQ(with(plain, [](StoredBmp& s) { s.pixel_bits = 32, s.compression = kMasks; }), "BMP: no channel has a mask");
  EXPECT_EQ(with(plain, [](StoredBmp& s) { s.size.width_px = 0, s.size.height_px = 9; }),
            "BMP: the image has no pixels");
  Bytes negative = good;
  negative.at(21) = 0x80;
  EXPECT_EQ(why_refused(negative), "BMP: a negative width");
  EXPECT_EQ(with(runs, [](StoredBmp& s) { s.compression = 0, s.palette.resize(30); }),
            "BMP: a pixel has a color beyond the palette");
  for (const int count : {5, 8, 9}) {  // a row has 5 pixels, and 8 with its padding
    const Bytes run = testing_support::with_coded_pixels(bmp_of(runs), {static_cast<std::uint8_t>(count), 1, 0, 1});
    EXPECT_EQ(decode_file(bmp_codec(), run).info.warnings.has(Warning::nonconforming), count > 8) << count;
  }
}

TEST(Bmp, WhatIsLeftOfATruncatedFileIsTakenIfAskedFor) {
  const Bytes good = bmp_of({.size = kSize});
  const Image whole = decode_file(bmp_codec(), good).image;
  DecodeRequest request;
  request.fail_on = model::FailOn::none;
  const Decoded left =
      decode_file(bmp_codec(), Bytes(good.begin(), good.begin() + std::ptrdiff_t(good.size() / 2)), request);
  EXPECT_TRUE(left.info.warnings.has(Warning::data_damaged));
  for (std::uint32_t x = 0; x < kSize.width_px; ++x) {
    EXPECT_EQ(sample_at(left.image, 1, x, 42), sample_at(whole, 1, x, 42)) << "the bottom row comes first";
    EXPECT_EQ(sample_at(left.image, 1, x, 0), 0) << x;
  }
}

TEST(Bmp, DamagedFilesFailOrAreRead) {
  const StoredBmp kinds[] = {
      {.pixel_bits = 4, .compression = kRuns4, .palette = palette_of(16)},
      {.pixel_bits = 8, .compression = kRuns8, .palette = palette_of(256)},
      {.header_bytes = 12, .pixel_bits = 1, .palette = palette_of(2)},
      {.header_bytes = 124, .icc = Bytes(200, 1)},
      {.pixel_bits = 32, .compression = kAlphaMasks, .masks = {0xFF, 0xFF00, 0x70000, 1U << 31U}}};
  for (StoredBmp stored : kinds) {
    stored.size = {17, 9};
    testing_support::expect_changes_are_safe(bmp_codec(), bmp_of(stored), 1);
  }
  testing_support::expect_prefixes_fail(bmp_codec(), bmp_of({.size = {16, 9}}));
}

}  // namespace
}  // namespace resizer::imaging
