#include "imaging/pipeline/source_profile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <string>

#include "imaging/codecs/registry.hpp"
#include "imaging/color/pixel_converter.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/metadata/exif.hpp"
#include "imaging/resample/resampler.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "imaging/support/profiles.hpp"
#include "util/error.hpp"

/// By which profile colors are read, through whole files.
namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::format_of;
using testing_support::process;

struct ColorTags {
  std::optional<unsigned> color_space;
  std::string interoperability_index;  ///< Empty: there is no such directory.
};

/// A directory that leads to the Exif directory, and this to that of interoperability.
Bytes exif_of(const ColorTags& tags, bool big_endian) {
  Bytes block(2, static_cast<std::uint8_t>(big_endian ? 'M' : 'I'));
  const auto put = [&](std::uint32_t value, unsigned size_bytes) {
    for (unsigned i = 0; i < size_bytes; ++i) {
      block.push_back(static_cast<std::uint8_t>(value >> (8 * (big_endian ? size_bytes - 1 - i : i))));
    }
  };
  const auto entry = [&](unsigned tag, unsigned type, unsigned count) {
    put(tag, 2);
    put(type, 2);
    put(count, 4);
  };
  put(42, 2);
  put(8, 4);
  put(1, 2);
  entry(0x8769, 4, 1);
  put(26, 4);
  put(0, 4);
  const bool has_index = !tags.interoperability_index.empty();
  const unsigned entries = (tags.color_space ? 1U : 0U) + (has_index ? 1U : 0U);
  put(entries, 2);  // at 26
  if (tags.color_space) {
    entry(0xA001, 3, 1);
    put(*tags.color_space, 2);
    put(0, 2);
  }
  if (has_index) {
    entry(0xA005, 4, 1);
    put(26 + 2 + entries * 12 + 4, 4);
  }
  put(0, 4);
  if (has_index) {
    put(1, 2);
    entry(1, 2, 4);
    block.insert(block.end(), tags.interoperability_index.begin(), tags.interoperability_index.end());
    block.push_back(0);
    put(0, 4);
  }
  return block;
}

constexpr std::array<double, 3> kColor{230, 60, 20};

Image patch(const PixelFormat& format) {
  return testing_support::make_picture(format, {48, 32},
                                       [](unsigned plane, std::uint32_t, std::uint32_t) { return kColor[plane]; });
}

std::array<double, 3> mean_color(const Image& image) {
  const Image rgb = testing_support::in_rgb(image);
  std::array<double, 3> color{};
  for (std::size_t plane = 0; plane < 3; ++plane) {
    color[plane] = cv::mean(rgb.planes[plane])[0] * 255.0 / ((1U << rgb.format.depth_bits) - 1);
  }
  return color;
}

double distance(const std::array<double, 3>& a, const std::array<double, 3>& b) {
  double greatest = 0;
  for (std::size_t k = 0; k < 3; ++k) greatest = std::max(greatest, std::abs(a[k] - b[k]));
  return greatest;
}

/// The patch in RGB where the format has that, and with this metadata.
Bytes file_of(const Codec& codec, const Metadata& metadata) {
  const PixelFormat stored = codec.storable(format_of(ColorFamily::rgb), Compression::lossless);
  const Image rgb = patch(format_of(ColorFamily::rgb));
  return codec.encode(PixelConverter().convert(rgb, stored), {.quality = 95, .metadata = &metadata});
}

TEST(SourceProfile, ExifTellsOfAdobeRgbInEveryFormat) {
  struct Row {
    ColorTags tags;
    bool is_adobe_rgb;
  };
  const Row rows[] = {{{0xFFFF, "R03"}, true}, {{2, ""}, true},          {{2, "R98"}, true},
                      {{{}, "R03"}, true},     {{1, "R03"}, false},      {{0xFFFF, "R98"}, false},
                      {{0xFFFF, ""}, false},   {{0xFFFF, "THM"}, false}, {{1, "R98"}, false}};
  const std::array<double, 3> original{kColor[0] / 255, kColor[1] / 255, kColor[2] / 255};
  std::array<double, 3> converted = testing_support::in_srgb(testing_support::adobe_rgb(), original);
  for (double& channel : converted) channel = std::clamp(channel, 0.0, 1.0) * 255;
  for (const Row& row : rows) EXPECT_EQ(summarize_exif(exif_of(row.tags, false)).is_adobe_rgb, row.is_adobe_rgb);
  for (const Codec& codec : codecs()) {
    if (codec.encode == nullptr) continue;
    for (const Row& row : rows) {
      if (!row.tags.color_space) continue;
      for (const bool big_endian : {false, true}) {
        const std::string what = std::string(model::name_of(codec.format)) + ", color space " +
                                 std::to_string(row.tags.color_space.value_or(0)) + ", index " +
                                 row.tags.interoperability_index + (big_endian ? ", big-endian" : "");
        Metadata metadata;
        metadata.exif = exif_of(row.tags, big_endian);
        const Bytes file = file_of(codec, metadata);
        const auto kept = process(file, 24);
        // JPEG XL always says itself what its colors are.
        const bool is_adobe_rgb = row.is_adobe_rgb && codec.format != model::Format::jxl;
        EXPECT_EQ(kept.info.metadata.icc == adobe_rgb_profile(), is_adobe_rgb) << what;
        EXPECT_FALSE(kept.report.warnings.has(Warning::exif_broken)) << what;
        model::ResizeOptions to_srgb;
        to_srgb.to_srgb = true;
        const auto srgb = process(file, 24, to_srgb);
        constexpr double kCompressed = 4;
        EXPECT_LT(distance(mean_color(srgb.image), is_adobe_rgb ? converted : kColor), kCompressed) << what;
      }
    }
  }
}

TEST(SourceProfile, AProfileOutranksExif) {
  Metadata metadata;
  metadata.exif = exif_of({0xFFFF, "R03"}, false);
  metadata.icc = testing_support::display_p3();
  for (const Codec& codec : codecs()) {
    if (codec.encode == nullptr) continue;
    const Bytes icc = process(file_of(codec, metadata), 24).info.metadata.icc;
    // JPEG XL stores numbers instead of a profile.
    if (codec.format != model::Format::jxl) {
      EXPECT_EQ(icc, metadata.icc) << model::name_of(codec.format);
    }
    const std::array<double, 3> color{0.3, 0.8, 0.4};
    EXPECT_LT(distance(testing_support::in_srgb(icc, color), testing_support::in_srgb(metadata.icc, color)), 3e-3)
        << model::name_of(codec.format);
  }
}

TEST(SourceProfile, OfAdobeRgbIsThatOfItsStandard) {
  const std::array<double, 3> color{0.3, 0.8, 0.4};
  const auto ours = testing_support::in_srgb(adobe_rgb_profile(), color);
  const auto wanted = testing_support::in_srgb(testing_support::adobe_rgb(), color);
  EXPECT_LT(distance(ours, wanted), 1e-3);
  EXPECT_LT(adobe_rgb_profile().size(), 800U);
}

TEST(SourceProfile, ABrokenOneIsDroppedWithAWarning) {
  const Bytes whole = testing_support::display_p3();
  const auto changed = [&](std::size_t at, std::uint8_t value) {
    Bytes profile = whole;
    profile[at] = value;
    return profile;
  };
  const Bytes cut(whole.begin(), whole.end() - 40);
  const std::pair<const char*, Bytes> rows[] = {{"cut", cut},
                                                {"no profile", Bytes(200, 'x')},
                                                {"a few bytes", Bytes(10, 0)},
                                                {"no signature", changed(36, 'x')},
                                                {"stated larger", changed(1, 1)},
                                                {"tags without end", changed(128, 0x10)},
                                                {"no tags",
                                                 [&] {
                                                   Bytes profile = whole;
                                                   std::fill_n(profile.begin() + 128, 4, std::uint8_t{0});
                                                   return profile;
                                                 }()},
                                                {"a tag beyond the end", changed(128 + 4 + 4, 0x7F)}};
  for (const auto& [what, profile] : rows) {
    Metadata metadata;
    metadata.icc = profile;
    const Bytes file = file_of(*find_codec(model::Format::jpeg), metadata);
    const auto kept = process(file, 24);
    EXPECT_TRUE(kept.report.warnings.has(Warning::profile_broken)) << what;
    EXPECT_FALSE(kept.report.warnings.has(Warning::profile_dropped)) << what;
    EXPECT_TRUE(kept.info.metadata.icc.empty()) << what;
    model::ResizeOptions strict;
    strict.fail_on = model::FailOn::warning;
    EXPECT_THROW(process(file, 24, strict), util::Error) << what;
  }
}

/// As libvips, Pillow and ImageMagick read it.
TEST(SourceProfile, CmykNeedsNoMarkerOfAdobe) {
  for (const J_COLOR_SPACE color : {JCS_CMYK, JCS_YCCK}) {
    for (const bool progressive : {false, true}) {
      testing_support::StoredJpeg stored;
      stored.color = color;
      stored.progressive = progressive;
      Bytes file = testing_support::make_jpeg(stored, [](std::uint32_t, std::uint32_t) {
        return testing_support::JpegPixel{20, 200, 230, 10};
      });
      const auto with = process(file, 24);
      EXPECT_LT(distance(mean_color(with.image), {226, 53, 24}), 6) << stored.printed();
      if (color == JCS_YCCK) continue;  // which only the marker tells from CMYK
      constexpr std::array<std::uint8_t, 2> kAdobe{0xFF, 0xEE};
      const auto marker = std::search(file.begin(), file.end(), kAdobe.begin(), kAdobe.end());
      ASSERT_NE(marker, file.end());
      file.erase(marker, marker + 16);
      EXPECT_EQ(testing_support::max_difference(process(file, 24).image, with.image), 0) << stored.printed();
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
