#include "imaging/codecs/gif/codec.hpp"

#include <gtest/gtest.h>

#include <string>

#include "imaging/support/codec_testing.hpp"
#include "imaging/support/gif_testing.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::decode_file;
using testing_support::Decoded;
using testing_support::make_gif;
using testing_support::sample_at;
using testing_support::StoredGif;

Bytes palette_of(unsigned bits) {
  Bytes palette;
  for (unsigned color = 0; color < 1U << bits; ++color) {
    for (const unsigned factor : {37U, 101U, 211U}) palette.push_back(static_cast<std::uint8_t>(color * factor + 5));
  }
  return palette;
}

/// Runs and noise, so that codes are long and short.
unsigned index_at(std::uint32_t x, std::uint32_t y, unsigned bits) {
  const std::uint32_t noise = (x * 2654435761U ^ y * 40503U) >> 13U;
  return (y / 8 % 2 == 0 ? noise : x / 9 + y) & ((1U << bits) - 1);
}

Bytes gif_of(const StoredGif& stored) {
  StoredGif whole = stored;
  if (whole.palette.empty()) whole.palette = palette_of(stored.bits);
  return make_gif(whole, [&](std::uint32_t x, std::uint32_t y) { return index_at(x, y, stored.bits); });
}

void expect_frame(const Decoded& decoded, const StoredGif& stored) {
  const Bytes palette = palette_of(stored.bits);
  const Size frame = stored.frame.value_or(stored.screen);
  for (std::uint32_t y = 0; y < decoded.image.size.height_px; ++y) {
    for (std::uint32_t x = 0; x < decoded.image.size.width_px; ++x) {
      const std::uint32_t frame_x = x - stored.left_px;
      const std::uint32_t frame_y = y - stored.top_px;
      const bool is_inside =
          x >= stored.left_px && y >= stored.top_px && frame_x < frame.width_px && frame_y < frame.height_px;
      const unsigned index = index_at(frame_x, frame_y, stored.bits);
      for (unsigned channel = 0; channel < 3; ++channel) {
        const double expected = is_inside ? palette[3 * index + channel] : 0;
        ASSERT_EQ(sample_at(decoded.image, channel, x, y), expected) << x << ' ' << y << ' ' << channel;
      }
      if (!decoded.image.format.has_alpha()) continue;
      const bool is_opaque = is_inside && stored.transparent != index;
      ASSERT_EQ(sample_at(decoded.image, 3, x, y), is_opaque ? 255 : 0) << x << ' ' << y;
    }
  }
}

std::string why_refused(const Bytes& file) {
  try {
    decode_file(gif_codec(), file);
  } catch (const util::Error& error) {
    return error.what();
  }
  return "nothing: it was read";
}

TEST(Gif, EveryKindIsReadAsItIsStored) {
  const Size large{300, 220};
  struct Row {
    const char* name;
    StoredGif stored;
    bool alpha;
  };
  const Row rows[] = {
      {"2 colors", {.screen = large, .bits = 1}, false},
      {"8 colors", {.screen = large, .bits = 3}, false},
      {"256 colors, a full table", {.screen = large}, false},
      {"256 colors, a full table that stays", {.screen = large, .clears = false}, false},
      {"a palette of the image", {.screen = large, .bits = 4, .own_palette = true}, false},
      {"interlaced", {.screen = large, .bits = 5, .interlaced = true}, false},
      {"interlaced, of 1 row", {.screen = {9, 1}, .interlaced = true}, false},
      {"interlaced, of 3 rows", {.screen = {9, 3}, .interlaced = true}, false},
      {"a transparent color", {.screen = large, .bits = 2, .transparent = 3}, true},
      {"a small frame", {.screen = {40, 50}, .frame = Size{17, 20}, .left_px = 23, .top_px = 30}, true},
      {"a small interlaced frame",
       {.screen = {40, 50}, .frame = Size{17, 20}, .left_px = 3, .top_px = 7, .transparent = 1, .interlaced = true},
       true},
      {"a pixel", {.screen = {1, 1}}, false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Bytes file = gif_of(row.stored);
    ASSERT_TRUE(gif_codec().matches(file));
    const Decoded decoded = decode_file(gif_codec(), file);
    EXPECT_EQ(decoded.info.size, row.stored.screen);
    EXPECT_EQ(decoded.info.pixels.has_alpha(), row.alpha);
    EXPECT_TRUE(decoded.info.has_palette);
    EXPECT_EQ(decoded.info.warnings, model::Warnings{});
    expect_frame(decoded, row.stored);
    EXPECT_EQ(testing_support::max_difference(testing_support::decode_through_rings(gif_codec(), file), decoded.image),
              0);
  }
}

TEST(Gif, AnimationsGiveTheirFirstFrameAndAWarning) {
  const StoredGif stored{.screen = {20, 10}, .frames = 3};
  const Decoded decoded = decode_file(gif_codec(), gif_of(stored));
  EXPECT_EQ(decoded.info.warnings, model::Warnings{Warning::animation_dropped});
  expect_frame(decoded, stored);
}

TEST(Gif, AFrameLargerThanTheScreenDecides) {
  const StoredGif stored{.screen = {4, 4}, .frame = Size{20, 10}, .left_px = 2};
  const Decoded decoded = decode_file(gif_codec(), gif_of(stored));
  EXPECT_EQ(decoded.info.size, (Size{22, 10}));
  EXPECT_EQ(decoded.info.warnings, model::Warnings{Warning::nonconforming});
  expect_frame(decoded, stored);
}

TEST(Gif, MetadataAreRead) {
  const Metadata metadata = testing_support::make_metadata();
  const StoredGif stored{
      .screen = {20, 10}, .aspect = 24, .xmp = metadata.xmp, .icc = metadata.icc, .comment = "made by hand"};
  const Decoded decoded = decode_file(gif_codec(), gif_of(stored));
  EXPECT_EQ(decoded.info.metadata.xmp, metadata.xmp);
  EXPECT_EQ(decoded.info.metadata.icc, metadata.icc);
  EXPECT_TRUE(decoded.info.metadata.has_text);
  EXPECT_TRUE(decoded.info.metadata.has_flat_pixels);
  expect_frame(decoded, stored);
  const auto plain = gif_codec().open(gif_of({.screen = {20, 10}, .aspect = 49}));
  EXPECT_FALSE(plain->info().metadata.has_text || plain->info().metadata.has_flat_pixels);
}

TEST(Gif, DamageIsNamed) {
  const StoredGif stored{.screen = {60, 40}, .bits = 4};
  const Bytes good = gif_of(stored);
  const auto with = [&](std::size_t at, std::uint8_t byte) {
    Bytes file = good;
    file.at(at) = byte;
    return file;
  };
  const auto part = [&](std::size_t bytes) { return Bytes(good.begin(), good.begin() + std::ptrdiff_t(bytes)); };
  constexpr std::size_t kPalette = 13;
  constexpr std::size_t kHeight = kPalette + 48 + 8 + 7;
  EXPECT_EQ(why_refused(part(kPalette + 10)), "GIF: the file ends before its first image");
  EXPECT_EQ(why_refused(part(good.size() - 10)), "GIF: the file ends within the pixels");
  EXPECT_EQ(why_refused(with(kHeight, 41)), "GIF: the image has fewer pixels than its header says");
  EXPECT_EQ(why_refused(with(kHeight, 0)), "GIF: the image has no pixels");
  EXPECT_EQ(why_refused(with(kHeight + 3, 9)), "GIF: the image has codes of an invalid size");
  EXPECT_EQ(why_refused(with(kHeight + 6, 0xFF)), "GIF: the pixels are damaged");
  EXPECT_EQ(why_refused(with(kPalette + 48, 0x3B)), "GIF: there is no image in the file");
  EXPECT_EQ(why_refused(with(kPalette + 48, 0x77)), "GIF: an unknown block before the first image");
  const Bytes small = make_gif({.screen = {4, 4}, .bits = 1, .palette = palette_of(1)}, [](auto, auto) { return 3U; });
  EXPECT_EQ(why_refused(small), "GIF: a pixel has a color beyond the color table");
  Bytes endless = good;
  endless.pop_back();
  EXPECT_EQ(decode_file(gif_codec(), endless).info.warnings, model::Warnings{Warning::nonconforming});
}

TEST(Gif, WhatIsLeftOfATruncatedFileIsTakenIfAskedFor) {
  const StoredGif stored{.screen = {60, 40}, .transparent = 0};
  Bytes file = gif_of(stored);
  const Image whole = decode_file(gif_codec(), file).image;
  file.resize(file.size() - file.size() / 4);
  DecodeRequest request;
  request.fail_on = model::FailOn::none;
  const Decoded left = decode_file(gif_codec(), file, request);
  EXPECT_TRUE(left.info.warnings.has(Warning::data_damaged));
  for (std::uint32_t x = 0; x < 60; ++x) {
    for (unsigned plane = 0; plane < 4; ++plane) {
      EXPECT_EQ(sample_at(left.image, plane, x, 10), sample_at(whole, plane, x, 10)) << x << ' ' << plane;
    }
    EXPECT_EQ(sample_at(left.image, 3, x, 39), 0) << x;
  }
}

TEST(Gif, DamagedFilesFailOrAreRead) {
  const Metadata metadata = testing_support::make_metadata();
  for (const bool interlaced : {false, true}) {
    const Bytes file =
        gif_of({.screen = {40, 30}, .bits = 6, .interlaced = interlaced, .frames = 2, .xmp = metadata.xmp});
    testing_support::expect_changes_are_safe(gif_codec(), file, 1);
  }
  const Bytes still = gif_of({.screen = {40, 30}, .bits = 6});
  testing_support::expect_prefixes_fail(gif_codec(), Bytes(still.begin(), still.end() - 4));
}

TEST(Gif, ACanvasTakesNoMemoryOfTheDecoder) {
  const Bytes file = gif_of({.screen = {16000, 16000}, .frame = Size{4, 4}});
  EXPECT_LT(gif_codec().open(file)->requirement({}).bytes, 100'000U);
}

}  // namespace
}  // namespace resizer::imaging
