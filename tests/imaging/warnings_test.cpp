#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

#include "imaging/big_endian.hpp"
#include "imaging/codec_testing.hpp"
#include "imaging/file_testing.hpp"
#include "imaging/jpeg.hpp"
#include "imaging/png.hpp"
#include "imaging/profiles.hpp"
#include "imaging/tiff.hpp"
#include "imaging/tiff_testing.hpp"
#include "imaging/webp.hpp"
#include "imaging/zlib_stream.hpp"

/// Each warning on one file that deserves it, and that it tells of nothing else.
namespace resizer::imaging {
namespace {

using model::Warning;
using model::Warnings;
using testing_support::format_of;
using testing_support::make_picture;
using testing_support::process;

constexpr Size kSize{64, 48};

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Bytes jpeg_with(const Metadata& metadata) {
  return encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), kSize), {90, &metadata});
}

Bytes png_of(PixelFormat format, const Metadata& metadata = {}) {
  return encode_png(make_picture(format, kSize), {std::nullopt, &metadata});
}

PixelFormat deep_rgb() {
  PixelFormat format = format_of(ColorFamily::rgb);
  format.sample = SampleType::u16;
  format.depth_bits = 16;
  return format;
}

PixelFormat transparent_rgb() {
  PixelFormat format = format_of(ColorFamily::rgb);
  format.alpha = Alpha::straight;
  return format;
}

/// A PNG whose header is followed by the chunk that announces two frames (APNG 1.0, acTL).
Bytes animated_png() {
  Bytes chunk = bytes_of(std::string_view("acTL\0\0\0\2\0\0\0\0", 12));
  Bytes written;
  append_big_endian(written, std::uint32_t{8});
  written.insert(written.end(), chunk.begin(), chunk.end());
  append_big_endian(written, crc32(chunk));
  Bytes file = png_of(format_of(ColorFamily::rgb));
  constexpr std::ptrdiff_t kAfterHeader = 33;
  file.insert(file.begin() + kAfterHeader, written.begin(), written.end());
  return file;
}

Bytes two_pages() {
  return testing_support::make_tiff({.pages = 2}, [](auto, auto, auto) { return 100; });
}

Bytes inks_without_profile() {
  return testing_support::make_tiff({.samples = 4, .photometric = PHOTOMETRIC_SEPARATED},
                                    [](auto, auto, auto) { return 100; });
}

Bytes jpeg_with_gain_map() {
  Metadata metadata;
  metadata.xmp = bytes_of("<x:xmpmeta xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/>");
  return jpeg_with(metadata);
}

Bytes jpeg_with_broken_exif() {
  Metadata metadata;
  metadata.exif = bytes_of(std::string_view("II*\0\xF0\xFF\xFF\x7F", 8));
  return jpeg_with(metadata);
}

Bytes gray_with_profile() {
  Metadata metadata;
  metadata.icc = testing_support::gray_of_gamma(1.8);
  return png_of(format_of(ColorFamily::gray), metadata);
}

struct Row {
  const char* what;
  Bytes file;
  std::optional<model::Format> format;
  Warnings warnings;
};

TEST(Warnings, AreRaisedWhereSomethingIsLostAndNowhereElse) {
  const Row rows[] = {
      {"nothing to lose", jpeg_with({}), std::nullopt, {}},
      {"an animation", animated_png(), std::nullopt, {Warning::animation_dropped}},
      {"two pages", two_pages(), std::nullopt, {Warning::pages_dropped}},
      {"a gain map", jpeg_with_gain_map(), std::nullopt, {Warning::gain_map_dropped}},
      {"16 bits in JPEG", png_of(deep_rgb()), model::Format::jpeg, {Warning::depth_reduced}},
      {"16 bits in WebP", png_of(deep_rgb()), model::Format::webp, {Warning::depth_reduced}},
      {"16 bits in TIFF", png_of(deep_rgb()), model::Format::tiff, {}},
      {"alpha in JPEG", png_of(transparent_rgb()), model::Format::jpeg, {Warning::alpha_flattened}},
      {"alpha in WebP", png_of(transparent_rgb()), model::Format::webp, {}},
      {"a gray profile in WebP", gray_with_profile(), model::Format::webp, {Warning::profile_dropped}},
      {"a gray profile in JPEG", gray_with_profile(), model::Format::jpeg, {}},
      {"inks without a profile", inks_without_profile(), std::nullopt, {Warning::profile_missing}},
      {"broken EXIF", jpeg_with_broken_exif(), std::nullopt, {Warning::exif_broken}},
  };
  for (const Row& row : rows) {
    model::ResizeOptions options;
    options.format = row.format;
    EXPECT_EQ(process(row.file, 32, options).report.warnings, row.warnings) << row.what;
  }
}

TEST(Warnings, TellOfAProfileThatWasNotToBeKept) {
  Metadata metadata;
  metadata.icc = testing_support::display_p3();
  model::ResizeOptions options;
  options.keep = model::Keep::none;
  EXPECT_EQ(process(jpeg_with(metadata), 32, options).report.warnings, Warnings{Warning::profile_dropped});
}

}  // namespace
}  // namespace resizer::imaging
