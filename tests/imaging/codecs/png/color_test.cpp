#include "imaging/codecs/png/color.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/color/hdr_light.hpp"
#include "imaging/color/icc.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/png_testing.hpp"
#include "imaging/support/profiles.hpp"

/// Which colors a PNG has, by all its chunks that say so, and what becomes of them in every format.
namespace resizer::imaging {
namespace {

using model::Format;
using model::Warning;
using model::Warnings;
using testing_support::append_chunk;
using testing_support::process;
using testing_support::Processed;

constexpr std::array<double, 3> kColor{200, 90, 40};

PixelFormat png_format(ColorFamily family, unsigned depth_bits) {
  return {.family = family,
          .sample = depth_bits == 8 ? SampleType::u8 : SampleType::u16,
          .depth_bits = static_cast<std::uint8_t>(depth_bits)};
}

/// One color, with these chunks after the header.
Bytes png_with(const PixelFormat& format, const Bytes& chunks) {
  const double scale = format.depth_bits == 16 ? 257 : 1;
  const Image image = testing_support::make_picture(
      format, {48, 32}, [&](unsigned plane, std::uint32_t, std::uint32_t) { return scale * kColor[plane]; });
  Bytes file = encode_png(image, {});
  constexpr std::ptrdiff_t kAfterHeader = 33;
  file.insert(file.begin() + kAfterHeader, chunks.begin(), chunks.end());
  return file;
}

Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Bytes chunk(const char (&type)[5], const Bytes& data) {
  Bytes bytes;
  append_chunk(bytes, type, data);
  return bytes;
}

Bytes numbers(std::initializer_list<double> values) {
  Bytes data;
  for (const double value : values) append_big_endian(data, static_cast<std::uint32_t>(std::lround(value * 100000)));
  return data;
}

Bytes cicp(std::uint8_t primaries, std::uint8_t transfer, std::uint8_t range = 1) {
  return chunk("cICP", {primaries, transfer, 0, range});
}
Bytes iccp(const Bytes& profile) {
  return chunk("iCCP", Bytes{'x', 0, 0} + deflate(profile, kFastDeflate));
}
Bytes srgb() {
  return chunk("sRGB", {1});
}
Bytes gama(double gamma) {
  return chunk("gAMA", numbers({gamma}));
}
Bytes chrm_of_p3() {
  return chunk("cHRM", numbers({0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060}));
}
Bytes chrm_of_srgb() {
  return chunk("cHRM", numbers({0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06}));
}

constexpr Chromaticities kP3{{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, {0.3127, 0.3290}};

struct Row {
  const char* what;
  Bytes chunks;
  Bytes icc{};
  std::optional<CodePoints> code_points{};
  Bytes fallback{};
  Warnings warnings{};
};

std::vector<Row> rows_of_precedence() {
  const ColorFamily rgb = ColorFamily::rgb;
  const Bytes adobe = testing_support::adobe_rgb();
  const Bytes p3 = profile_of(CodePoints{12, 13});
  const Bytes p3_of_gamma = profile_of(kP3, 1 / 0.45455, rgb);
  return {
      {"nothing", {}},
      {"cICP", cicp(12, 13), p3, CodePoints{12, 13}},
      {"cICP of sRGB", cicp(1, 13), {}, CodePoints{1, 13}},
      {"cICP over all others", cicp(12, 13) + iccp(adobe) + srgb() + gama(1) + chrm_of_srgb(), p3, CodePoints{12, 13},
       adobe},
      {"cICP of sRGB over iCCP", iccp(adobe) + cicp(1, 13), {}, CodePoints{1, 13}, adobe},
      {"cICP of PQ beside iCCP", cicp(9, 16) + iccp(adobe), {}, CodePoints{9, 16}, adobe},
      {"cICP of HLG", cicp(9, 18), {}, CodePoints{9, 18}},
      {"cICP without meaning", cicp(2, 2), {}, CodePoints{2, 2}},
      {"cICP without meaning beside iCCP", cicp(2, 2) + iccp(adobe), adobe, CodePoints{2, 2}, adobe},
      {"cICP unknown", cicp(200, 13), {}, CodePoints{200, 13}, {}, {Warning::color_space_unknown}},
      {"cICP unknown beside iCCP", cicp(200, 13) + iccp(adobe), adobe, CodePoints{200, 13}, adobe},
      {"cICP of YCbCr", chunk("cICP", {12, 13, 6, 1}) + iccp(adobe), adobe, {}, {}, {Warning::nonconforming}},
      {"cICP too short", chunk("cICP", {12, 13, 0}), {}, {}, {}, {Warning::nonconforming}},
      {"iCCP over the rest", gama(1) + chrm_of_p3() + srgb() + iccp(adobe), adobe},
      {"iCCP unreadable, then sRGB",
       chunk("iCCP", {'x', 0, 0, 7, 7}) + srgb() + gama(1),
       {},
       {},
       {},
       {Warning::profile_broken}},
      {"iCCP unreadable, then cHRM",
       chunk("iCCP", {'x', 0, 0, 7, 7}) + chrm_of_p3(),
       profile_of(kP3, {}, rgb),
       {},
       {},
       {Warning::profile_broken}},
      {"iCCP that is no profile", iccp(Bytes(300, 7)), {}, {}, {}, {Warning::profile_broken}},
      {"iCCP without a name's end", chunk("iCCP", Bytes(100, 'x')), {}, {}, {}, {Warning::profile_broken}},
      {"iCCP twice", iccp(adobe) + iccp(p3), adobe, {}, {}, {Warning::nonconforming}},
      {"sRGB over gAMA and cHRM", gama(1) + chrm_of_p3() + srgb()},
      {"sRGB with its fallbacks", srgb() + gama(0.45455) + chrm_of_srgb()},
      {"sRGB of unknown intent",
       chunk("sRGB", {4}) + gama(1),
       profile_of(kSrgbChromaticities, 1, rgb),
       {},
       {},
       {Warning::nonconforming}},
      {"gAMA of sRGB", gama(0.45455)},
      {"gAMA of another curve", gama(1), profile_of(kSrgbChromaticities, 1, rgb)},
      {"gAMA 0", gama(0), {}, {}, {}, {Warning::nonconforming}},
      {"gAMA and cHRM of sRGB", gama(0.45455) + chrm_of_srgb()},
      {"cHRM alone", chrm_of_p3(), profile_of(kP3, {}, rgb)},
      {"cHRM at the gAMA of sRGB", gama(0.45455) + chrm_of_p3(), p3_of_gamma},
      {"cHRM before gAMA", chrm_of_p3() + gama(0.45455), p3_of_gamma},
      {"cHRM of one point",
       chunk("cHRM", numbers({.3, .3, .3, .3, .3, .3, .3, .3})),
       {},
       {},
       {},
       {Warning::nonconforming}},
      {"cHRM with white outside",
       chunk("cHRM", numbers({.7, .2, .64, .33, .3, .6, .15, .06})),
       {},
       {},
       {},
       {Warning::nonconforming}},
      {"cHRM of zeros", chunk("cHRM", Bytes(32)), {}, {}, {}, {Warning::nonconforming}},
  };
}

TEST(PngColor, TheFirstOfCicpIccpSrgbAndNumbersCounts) {
  for (const Row& row : rows_of_precedence()) {
    for (const unsigned depth_bits : {8U, 16U}) {
      const Bytes file = png_with(png_format(ColorFamily::rgb, depth_bits), row.chunks);
      const testing_support::Decoded decoded = testing_support::decode_file(png_codec(), file);
      const Metadata& metadata = decoded.info.metadata;
      EXPECT_EQ(metadata.icc, row.icc) << row.what;
      EXPECT_EQ(metadata.code_points, row.code_points) << row.what;
      EXPECT_EQ(metadata.fallback_icc, row.fallback) << row.what;
      const auto decoder = png_codec().open(file);
      const Image image = testing_support::read_all(*decoder, decoder->start({}));
      decoder->finish();
      EXPECT_EQ(decoder->info().warnings, row.warnings) << row.what;
    }
  }
}

TEST(PngColor, ProfilesMadeOfNumbersAreProfiles) {
  for (const Row& row : rows_of_precedence()) {
    if (!row.icc.empty()) {
      EXPECT_TRUE(is_whole_profile(row.icc)) << row.what;
    }
  }
}

TEST(PngColor, ChunksBehindThePaletteOrThePixelsDoNotCount) {
  const Bytes plain = png_with(png_format(ColorFamily::rgb, 8), {});  // one color: a palette
  for (const std::string_view before : {"PLTE", "IDAT", "IEND"}) {
    const auto at = std::search(plain.begin(), plain.end(), before.begin(), before.end());
    ASSERT_NE(at, plain.end());
    Bytes file = plain;
    const Bytes added = cicp(12, 13) + gama(1);
    file.insert(file.begin() + (at - plain.begin()) - 4, added.begin(), added.end());
    const auto info = testing_support::decode_file(png_codec(), file).info;
    const bool counts = before == "PLTE";
    EXPECT_EQ(info.metadata.code_points.has_value(), counts) << before;
    EXPECT_EQ(info.warnings, counts ? Warnings{} : Warnings{Warning::nonconforming}) << before;
  }
}

const Format kOutputs[] = {Format::png, Format::jpeg, Format::tiff, Format::webp, Format::avif};

model::ResizeOptions to(Format format) {
  model::ResizeOptions options;
  options.formats = {format};
  options.quality = 95;
  return options;
}

TEST(PngColor, IsCarriedOverToEveryFormat) {
  for (const Row& row : rows_of_precedence()) {
    if (row.code_points && is_high_dynamic_range(*row.code_points)) continue;
    for (const Format format : kOutputs) {
      if (find_codec(format) == nullptr) continue;
      SCOPED_TRACE(std::string(row.what) + " to " + std::string(model::name_of(format)));
      const Bytes file = png_with(png_format(ColorFamily::rgb, 8), row.chunks);
      const Processed kept = process(file, 24, to(format));
      EXPECT_EQ(kept.info.metadata.icc, row.icc);
      EXPECT_EQ(kept.report.warnings, row.warnings);
      if (format == Format::png) {
        EXPECT_EQ(kept.info.metadata.code_points, row.code_points);
        EXPECT_EQ(kept.info.metadata.fallback_icc, row.fallback);
      }
      model::ResizeOptions bare = to(format);
      bare.keep = model::Keep::none;
      const Processed without = process(file, 24, bare);
      EXPECT_TRUE(without.info.metadata.icc.empty() && !without.info.metadata.code_points);
      EXPECT_EQ(without.report.warnings.has(Warning::profile_dropped), !row.icc.empty());
    }
  }
}

TEST(PngColor, HighRangeKeepsItsFallbackInPngAndIsFittedElsewhere) {
  const Bytes adobe = testing_support::adobe_rgb();
  for (const std::uint8_t transfer : {std::uint8_t{16}, std::uint8_t{18}}) {
    const Bytes file = png_with(png_format(ColorFamily::rgb, 16), cicp(9, transfer) + iccp(adobe));
    for (const Format format : kOutputs) {
      if (find_codec(format) == nullptr) continue;
      SCOPED_TRACE(model::name_of(format));
      const Processed made = process(file, 24, to(format));
      const bool keeps = format == Format::png || format == Format::avif;
      EXPECT_EQ(made.info.metadata.code_points.has_value(), keeps);
      EXPECT_EQ(made.info.metadata.fallback_icc, format == Format::png ? adobe : Bytes());
      EXPECT_EQ(made.report.warnings.has(Warning::range_reduced), !keeps);
      EXPECT_FALSE(made.report.warnings.has(Warning::profile_dropped));
    }
  }
}

TEST(PngColor, AnSrgbChunkIsKeptInPng) {
  const Bytes file = png_with(png_format(ColorFamily::rgb, 8), srgb());
  model::ResizeOptions options;
  EXPECT_EQ(process(file, 24, options).info.metadata.srgb_intent, 1);
  options.keep = model::Keep::none;
  EXPECT_FALSE(process(file, 24, options).info.metadata.srgb_intent);
}

/// The color in sRGB, by lcms2 alone.
std::array<double, 3> expected_srgb(const Bytes& profile) {
  if (profile.empty()) return kColor;
  auto color = testing_support::in_srgb(profile, {kColor[0] / 255, kColor[1] / 255, kColor[2] / 255});
  for (double& level : color) level = std::clamp(level, 0.0, 1.0) * 255;
  return color;
}

TEST(PngColor, IsConvertedToSrgb) {
  const struct {
    const char* what;
    Bytes chunks;
    Bytes profile;
  } rows[] = {
      {"cICP", cicp(12, 13), testing_support::display_p3()},
      {"cICP of sRGB over iCCP", cicp(1, 13) + iccp(testing_support::adobe_rgb()), {}},
      {"cICP over iCCP", cicp(12, 13) + iccp(testing_support::adobe_rgb()), testing_support::display_p3()},
      {"iCCP", iccp(testing_support::adobe_rgb()), testing_support::adobe_rgb()},
      {"cHRM", chrm_of_p3(), testing_support::display_p3()},
      {"cHRM and gAMA", chrm_of_p3() + gama(0.45455), testing_support::display_p3_of_gamma(1 / 0.45455)},
      {"sRGB over cHRM", chrm_of_p3() + srgb(), {}},
  };
  for (const auto& row : rows) {
    const auto expected = expected_srgb(row.profile);
    for (const unsigned depth_bits : {8U, 16U}) {
      for (const Format format : kOutputs) {
        if (find_codec(format) == nullptr) continue;
        SCOPED_TRACE(std::string(row.what) + " to " + std::string(model::name_of(format)));
        model::ResizeOptions options = to(format);
        options.to_srgb = true;
        const Processed made = process(png_with(png_format(ColorFamily::rgb, depth_bits), row.chunks), 24, options);
        const Image rgb = testing_support::in_rgb(made.image);
        const double scale = 255.0 / ((1U << rgb.format.depth_bits) - 1);
        const bool is_lossless = format == Format::png || format == Format::tiff;
        for (unsigned plane = 0; plane < 3; ++plane) {
          EXPECT_NEAR(testing_support::sample_at(rgb, plane, 12, 8) * scale, expected[plane], is_lossless ? 1 : 3);
        }
        EXPECT_FALSE(made.info.metadata.code_points && *made.info.metadata.code_points == (CodePoints{12, 13}));
        EXPECT_TRUE(made.info.metadata.fallback_icc.empty());
      }
    }
  }
}

TEST(PngColor, GrayHasAToneCurveOnly) {
  const Bytes linear = profile_of(kSrgbChromaticities, 1, ColorFamily::gray);
  const struct {
    const char* what;
    Bytes chunks;
    Bytes icc;
  } rows[] = {
      {"primaries", chrm_of_p3() + gama(0.45455), {}},
      {"gAMA", gama(1), linear},
      {"cICP of P3", cicp(12, 13), {}},
      {"cICP of linear light", cicp(12, 8), profile_of(CodePoints{12, 8}, ColorFamily::gray)},
  };
  for (const auto& row : rows) {
    for (const unsigned depth_bits : {8U, 16U}) {
      for (const Format format : {Format::png, Format::jpeg, Format::tiff}) {
        const Bytes file = png_with(png_format(ColorFamily::gray, depth_bits), row.chunks);
        const Processed made = process(file, 24, to(format));
        EXPECT_EQ(made.info.metadata.icc, row.icc) << row.what << " to " << model::name_of(format);
        EXPECT_FALSE(made.report.warnings.has(Warning::profile_dropped)) << row.what;
      }
    }
  }
}

/// 16 to 235 become 0 to 255.
TEST(PngColor, NarrowRangeIsWidened) {
  for (const unsigned depth_bits : {8U, 16U}) {
    for (const ColorFamily family : {ColorFamily::gray, ColorFamily::rgb}) {
      const double step = depth_bits == 16 ? 256 : 1;
      const Image image = testing_support::make_picture(
          png_format(family, depth_bits), {40, 8},
          [&](unsigned, std::uint32_t x, std::uint32_t) { return step * (x < 20 ? 16 : 235); });
      Bytes file = encode_png(image, {});
      const Bytes chunks = cicp(1, 13, 0);
      file.insert(file.begin() + 33, chunks.begin(), chunks.end());
      for (const bool linear : {false, true}) {
        for (const Format format : kOutputs) {
          if (find_codec(format) == nullptr) continue;
          model::ResizeOptions options = to(format);
          options.linear = linear;
          const Image rgb = testing_support::in_rgb(process(file, 40, options).image);
          const double scale = 255.0 / ((1U << rgb.format.depth_bits) - 1);
          EXPECT_NEAR(testing_support::sample_at(rgb, 1, 8, 4) * scale, 0, 2) << model::name_of(format) << linear;
          EXPECT_NEAR(testing_support::sample_at(rgb, 1, 32, 4) * scale, 255, 2) << model::name_of(format) << linear;
        }
      }
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
