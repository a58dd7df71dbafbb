#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/codecs/webp/codec.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/profiles.hpp"
#include "imaging/support/tiff_testing.hpp"

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

/// A PNG whose header is followed by a chunk.
Bytes png_with_chunk(std::string_view type, std::string_view data) {
  const Bytes chunk = bytes_of(std::string(type).append(data));
  Bytes written;
  append_big_endian(written, static_cast<std::uint32_t>(data.size()));
  written.insert(written.end(), chunk.begin(), chunk.end());
  append_big_endian(written, crc32(chunk));
  Bytes file = png_of(format_of(ColorFamily::rgb));
  constexpr std::ptrdiff_t kAfterHeader = 33;
  file.insert(file.begin() + kAfterHeader, written.begin(), written.end());
  return file;
}

/// Announces two frames (APNG 1.0).
Bytes animated_png() {
  return png_with_chunk("acTL", std::string_view("\0\0\0\2\0\0\0\0", 8));
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

Bytes jpeg_of_motion_photo() {
  Metadata metadata;
  metadata.xmp = bytes_of(
      "<x:xmpmeta xmlns:x='adobe:ns:meta/' xmlns:c='http://ns.google.com/photos/1.0/camera/' c:MotionPhoto='1'/>");
  return jpeg_with(metadata);
}

Bytes jpeg_with_samsung_video() {
  Bytes file = jpeg_with({});
  const Bytes trailer =
      bytes_of(std::string_view("\0\0\x30\x0A\x10\0\0\0MotionPhoto_Data"
                                "SEFH\x6B\0\0\0\1\0\0\0\0\0\x30\x0A\x18\0\0\0\x18\0\0\0\x18\0\0\0SEFT",
                                56));
  file.insert(file.end(), trailer.begin(), trailer.end());
  return file;
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

Bytes hdr_avif() {
  PixelFormat format = format_of(ColorFamily::ycbcr, {1, 1});
  format.sample = SampleType::u16;
  format.depth_bits = 12;
  Metadata metadata;
  metadata.code_points = CodePoints{9, 16};
  return encode_avif(make_picture(format, kSize), {90, &metadata});
}

Bytes avif_with_gain_map_in_xmp() {
  Metadata metadata;
  metadata.xmp = bytes_of("<x:xmpmeta xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/>");
  return encode_avif(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), kSize), {90, &metadata});
}

/// Google's motion photos keep the video in a box behind the image's.
Bytes avif_of_motion_photo() {
  Bytes file = encode_avif(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), kSize), {});
  const Bytes video_box = bytes_of(std::string("\0\0\0\x0Cmpvdfilm", 12));
  file.insert(file.end(), video_box.begin(), video_box.end());
  return file;
}

/// An AVIF whose second image is called a depth map (ISO/IEC 23008-12, 6.6.2), as libheif cannot be made to write
/// one: the names of this kind and of alpha (ISO/IEC 23091-2) are equally long.
Bytes avif_with_depth_map() {
  PixelFormat format = format_of(ColorFamily::ycbcr, {1, 1});
  format.alpha = Alpha::straight;
  Bytes file = encode_avif(make_picture(format, kSize), {});
  constexpr std::string_view kAlpha = "cicp:systems:auxiliary:alpha";
  constexpr std::string_view kDepth = "cicp:systems:auxiliary:depth";
  const auto found = std::search(file.begin(), file.end(), kAlpha.begin(), kAlpha.end());
  EXPECT_NE(found, file.end());
  if (found != file.end()) std::copy(kDepth.begin(), kDepth.end(), found);
  return file;
}

/// A JPEG with these segments after its start.
Bytes jpeg_with_segments(std::initializer_list<std::pair<std::uint8_t, std::string_view>> segments) {
  Bytes file = jpeg_with({});
  Bytes added;
  for (const auto& [marker, body] : segments) {
    const std::size_t length = body.size() + 2;
    added.insert(added.end(),
                 {0xFF, marker, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)});
    added.insert(added.end(), body.begin(), body.end());
  }
  file.insert(file.begin() + 2, added.begin(), added.end());
  return file;
}

/// An index of two images (CIPA DC-007, 5.2), the second of this type.
std::string multi_picture_index(std::uint8_t type) {
  std::string body("MPF\0MM\0*\0\0\0\x08\0\1\xB0\x02\0\7\0\0\0\x20\0\0\0\x1A\0\0\0\0", 30);
  std::string entries(32, '\0');
  entries[1] = 3;  // the primary image
  entries[17] = static_cast<char>(type);
  return body + entries;
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
      {"another picture", jpeg_with_segments({{0xE2, multi_picture_index(2)}}), std::nullopt, {Warning::pages_dropped}},
      {"a motion photo", jpeg_of_motion_photo(), std::nullopt, {Warning::motion_photo_dropped}},
      {"a motion photo of Samsung", jpeg_with_samsung_video(), std::nullopt, {Warning::motion_photo_dropped}},
      {"a preview", jpeg_with_segments({{0xE2, multi_picture_index(1)}}), std::nullopt, {}},
      {"a depth map", avif_with_depth_map(), std::nullopt, {Warning::depth_map_dropped}},
      {"a gain map in AVIF", avif_with_gain_map_in_xmp(), std::nullopt, {Warning::gain_map_dropped}},
      {"a motion photo in AVIF", avif_of_motion_photo(), std::nullopt, {Warning::motion_photo_dropped}},
      {"HDR in AVIF", hdr_avif(), std::nullopt, {}},
      {"HDR in PNG", hdr_avif(), model::Format::png, {}},
      {"HDR in TIFF", hdr_avif(), model::Format::tiff, {Warning::range_reduced}},
      {"HDR in JPEG", hdr_avif(), model::Format::jpeg, {Warning::range_reduced, Warning::depth_reduced}},
      {"a tone curve of its own", png_with_chunk("gAMA", std::string_view("\0\1\x86\xA0", 4)), std::nullopt, {}},
      {"the tone curve of sRGB", png_with_chunk("gAMA", std::string_view("\0\0\xB1\x8F", 4)), std::nullopt, {}},
  };
  for (const Row& row : rows) {
    model::ResizeOptions options;
    if (row.format) options.formats = {*row.format};
    EXPECT_EQ(process(row.file, 32, options).report.warnings, row.warnings) << row.what;
  }
}

/// What was to be kept, and cannot be.
TEST(Warnings, TellWhatOfTheMetadataIsLost) {
  Metadata iptc;
  iptc.iptc = bytes_of(std::string_view("8BIM\4\4\0\0\0\0\0\0", 12));
  Metadata long_xmp;
  long_xmp.xmp = bytes_of("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>" + std::string(70000, ' '));
  Metadata unreadable_xmp;
  unreadable_xmp.xmp = bytes_of("<x:xmpmeta xmlns:x='adobe:ns:meta/'>");
  Metadata thumbnail;
  thumbnail.iptc = bytes_of(std::string_view("8BIM\4\x0C\0\0\0\0\0\2xy", 14));
  Metadata long_exif;
  long_exif.exif = bytes_of(std::string_view("II*\0\x08\0\0\0\1\0\x0F\1\2\0\4\0\0\0Me!\0\0\0\0\0", 26));
  long_exif.exif.resize(70000);
  const PixelFormat rgb = format_of(ColorFamily::rgb);
  const Row rows[] = {
      {"IPTC in JPEG", jpeg_with(iptc), std::nullopt, {}},
      {"IPTC in TIFF", jpeg_with(iptc), model::Format::tiff, {}},
      {"IPTC in PNG", jpeg_with(iptc), model::Format::png, {Warning::iptc_dropped}},
      {"IPTC in WebP", jpeg_with(iptc), model::Format::webp, {Warning::iptc_dropped}},
      {"IPTC in AVIF", jpeg_with(iptc), model::Format::avif, {Warning::iptc_dropped}},
      {"a thumbnail of Photoshop's in PNG", jpeg_with(thumbnail), model::Format::png, {}},
      {"XMP that cannot be read", png_of(rgb, unreadable_xmp), std::nullopt, {Warning::xmp_dropped}},
      {"long XMP in PNG", png_of(rgb, long_xmp), std::nullopt, {}},
      {"long XMP in JPEG", png_of(rgb, long_xmp), model::Format::jpeg, {Warning::xmp_dropped}},
      {"long EXIF in WebP", png_of(rgb, long_exif), model::Format::webp, {}},
      {"long EXIF in JPEG", png_of(rgb, long_exif), model::Format::jpeg, {Warning::exif_dropped}},
      {"extended XMP",
       jpeg_with_segments({{0xE1, std::string_view("http://ns.adobe.com/xmp/extension/\0", 35)}}),
       std::nullopt,
       {Warning::xmp_dropped}},
      {"a comment", jpeg_with_segments({{0xFE, "made by hand"}}), std::nullopt, {Warning::text_dropped}},
      {"a text", png_with_chunk("tEXt", std::string_view("Author\0I", 8)), std::nullopt, {Warning::text_dropped}},
  };
  for (const Row& row : rows) {
    model::ResizeOptions options;
    if (row.format) options.formats = {*row.format};
    options.keep = model::Keep::all;
    EXPECT_EQ(process(row.file, 32, options).report.warnings, row.warnings) << row.what;
    options.keep = model::Keep::none;
    EXPECT_EQ(process(row.file, 32, options).report.warnings, Warnings{}) << row.what << ", not to be kept";
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
