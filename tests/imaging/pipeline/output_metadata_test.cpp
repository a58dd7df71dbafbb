#include "imaging/pipeline/output_metadata.hpp"

#include <gtest/gtest.h>

#include <string>

#include "imaging/codecs/registry.hpp"
#include "imaging/metadata/exif.hpp"
#include "imaging/metadata/exif_tables.hpp"
#include "imaging/resample/orient.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"

/// What an output says of its orientation is true: whoever shows it as it says sees the image that the input shows.
namespace resizer::imaging {
namespace {

using model::Format;
using model::Keep;
using model::Warning;
using testing_support::in_rgb;
using testing_support::Processed;

constexpr Format kFormats[] = {Format::jpeg, Format::png, Format::webp, Format::tiff, Format::avif, Format::jxl};

std::string xmp_of(int orientation) {
  return "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
         "<rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Orientation='" +
         std::to_string(orientation) + "'/></rdf:RDF></x:xmpmeta>";
}

/// Dark on the left, lighter to the right and much lighter to the bottom.
Bytes file_of(Format format, int orientation, int xmp_orientation) {
  Metadata metadata;
  metadata.exif = exif_block({.main = {{0x0112, 3, 1, {static_cast<std::uint8_t>(orientation), 0}}}});
  const std::string xmp = xmp_of(xmp_orientation);
  metadata.xmp.assign(xmp.begin(), xmp.end());
  metadata.orientation = orientation;
  const Codec& codec = *find_codec(format);
  const PixelFormat pixels = codec.storable(testing_support::format_of(ColorFamily::gray), {});
  return codec.encode(testing_support::make_picture(pixels, {64, 48},
                                                    [](unsigned plane, std::uint32_t x, std::uint32_t y) {
                                                      const bool is_chroma = plane > 0;
                                                      return is_chroma ? 128 : x + 3 * y;
                                                    }),
                      {.quality = 95, .metadata = &metadata});
}

/// The image as a viewer shows it.
Image shown(const Processed& output) {
  return orient_image(output.image, orientation_from_exif(output.info.orientation));
}

/// The level about a corner: 8 pixels in from both sides.
double level(const Image& image, bool right, bool bottom) {
  constexpr std::uint32_t kIn = 8;
  return testing_support::sample_at(image, 0, right ? image.size.width_px - kIn : kIn,
                                    bottom ? image.size.height_px - kIn : kIn);
}

void expect_shown_alike(const Image& image, const Image& expected) {
  EXPECT_EQ(image.size, expected.size);
  for (const bool right : {false, true}) {
    for (const bool bottom : {false, true}) {
      EXPECT_NEAR(level(image, right, bottom), level(expected, right, bottom), 6) << right << bottom;
    }
  }
}

Processed process(const Bytes& file, Format to, Keep keep, bool auto_orient) {
  model::ResizeOptions options;
  options.sizes = {model::Percent{100}};
  options.formats = {to};
  options.keep = keep;
  options.auto_orient = auto_orient;
  return testing_support::process(file, 0, options);
}

bool has_own_place(Format format) {
  return format == Format::tiff || format == Format::avif || format == Format::jxl;
}

template <class Check>
void for_each_case(const Check& check) {
  for (const Format from : kFormats) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const Bytes file = file_of(from, orientation, orientation);
      const Image expected = shown(process(file, Format::png, Keep::all, true));
      for (const Format to : kFormats) {
        SCOPED_TRACE(std::string(model::name_of(from)) + " to " + std::string(model::name_of(to)) + ", orientation " +
                     std::to_string(orientation));
        check(file, expected, to, orientation);
      }
    }
  }
}

TEST(OutputMetadata, OrientationIsTrueOfTurnedAndUnturnedPixels) {
  for_each_case([](const Bytes& file, const Image& expected, Format to, int orientation) {
    for (const bool auto_orient : {true, false}) {
      const Processed output = process(file, to, Keep::all, auto_orient);
      expect_shown_alike(in_rgb(shown(output)), in_rgb(expected));
      EXPECT_EQ(output.report.warnings, model::Warnings{});
      const int told = auto_orient ? 1 : orientation;
      EXPECT_EQ(summarize_exif(output.info.metadata.exif).orientation, told);
      const std::string xmp = xmp_of(told);
      EXPECT_EQ(output.info.metadata.xmp, Bytes(xmp.begin(), xmp.end()));
      EXPECT_EQ(output.report.outputs[0].image.orientation, told);
    }
  });
}

TEST(OutputMetadata, OrientationThatCannotBeToldIsAWarning) {
  for_each_case([](const Bytes& file, const Image& expected, Format to, int orientation) {
    for (const Keep keep : {Keep::icc, Keep::none}) {
      const Processed turned = process(file, to, keep, true);
      EXPECT_EQ(turned.report.warnings, model::Warnings{});
      expect_shown_alike(in_rgb(shown(turned)), in_rgb(expected));
      const Processed output = process(file, to, keep, false);
      const bool is_lost = orientation != 1 && !has_own_place(to);
      EXPECT_EQ(output.report.warnings.has(Warning::orientation_dropped), is_lost);
      if (!is_lost) expect_shown_alike(in_rgb(shown(output)), in_rgb(expected));
      if (is_lost) {
        EXPECT_EQ(output.report.outputs[0].image.orientation, 1);
      }
      EXPECT_TRUE(output.info.metadata.xmp.empty());
    }
  });
}

/// As viewers have it: EXIF counts, XMP does not.
TEST(OutputMetadata, WhereExifAndXmpDisagreeExifCounts) {
  for (const Format from : {Format::jpeg, Format::png, Format::webp, Format::tiff}) {
    for (const auto& [exif, xmp] : {std::pair{6, 1}, {1, 6}, {3, 8}}) {
      SCOPED_TRACE(std::string(model::name_of(from)) + ", " + std::to_string(exif) + " and " + std::to_string(xmp));
      const Bytes file = file_of(from, exif, xmp);
      for (const bool auto_orient : {true, false}) {
        const Processed output = process(file, Format::png, Keep::all, auto_orient);
        const int told = auto_orient ? 1 : exif;
        EXPECT_EQ(output.info.orientation, told);
        const std::string expected = xmp_of(told);
        EXPECT_EQ(output.info.metadata.xmp, Bytes(expected.begin(), expected.end()));
        EXPECT_EQ(output.image.size, auto_orient && exif == 6 ? (Size{48, 64}) : (Size{64, 48}));
      }
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
