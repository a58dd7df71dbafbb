#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/tiff_testing.hpp"

/// GeoTIFF and GDAL tags: true on the new pixels, or dropped with a warning.
namespace resizer::imaging {
namespace {

namespace test = testing_support;

using model::Format;
using model::Keep;
using model::Warning;
using test::StoredTiff;

constexpr Size kSize{80, 60};

/// Tags that libtiff does not know.
void register_tags(TIFF* tiff) {
  const auto field = [](unsigned tag, TIFFDataType type) {
    const bool is_text = type == TIFF_ASCII;
    const auto count = static_cast<short>(is_text ? TIFF_VARIABLE : TIFF_VARIABLE2);
    return TIFFFieldInfo{tag,
                         count,
                         count,
                         type,
                         FIELD_CUSTOM,
                         1,
                         is_text ? std::uint8_t{0} : std::uint8_t{1},
                         const_cast<char*>("test")};
  };
  const std::array fields{field(33550, TIFF_DOUBLE), field(33922, TIFF_DOUBLE), field(34264, TIFF_DOUBLE),
                          field(34735, TIFF_SHORT),  field(34736, TIFF_DOUBLE), field(34737, TIFF_ASCII),
                          field(42112, TIFF_ASCII),  field(42113, TIFF_ASCII)};
  TIFFMergeFieldInfo(tiff, fields.data(), static_cast<std::uint32_t>(fields.size()));
}

template <class Number>
void set(TIFF* tiff, unsigned tag, const std::vector<Number>& numbers) {
  if (!numbers.empty()) TIFFSetField(tiff, tag, static_cast<std::uint32_t>(numbers.size()), numbers.data());
}

Bytes located(StoredTiff stored, const GeoReference& reference) {
  stored.size = kSize;
  stored.set_more = [=](TIFF* tiff) {
    register_tags(tiff);
    set(tiff, 33550, reference.pixel_scale);
    set(tiff, 33922, reference.tiepoints);
    set(tiff, 34264, reference.transformation);
    set(tiff, 34735, reference.keys);
    set(tiff, 34736, reference.double_params);
    if (!reference.ascii_params.empty()) TIFFSetField(tiff, 34737, reference.ascii_params.c_str());
    if (!reference.gdal_metadata.empty()) TIFFSetField(tiff, 42112, reference.gdal_metadata.c_str());
    if (!reference.gdal_no_data.empty()) TIFFSetField(tiff, 42113, reference.gdal_no_data.c_str());
  };
  return test::make_tiff(stored, [](auto x, auto y, unsigned) { return (x + y) % 100; });
}

std::vector<std::uint16_t> raster_type(std::uint16_t type) {
  return {1, 1, 0, 1, 1025, 0, 1, type};
}

model::ResizeOptions keeping_all() {
  model::ResizeOptions options;
  options.keep = Keep::all;
  return options;
}

/// Where the point at these pixel coordinates, counted from the corner of the first pixel, lies.
std::array<double, 2> place(const GeoReference& reference, double x, double y) {
  const bool from_centers = reference.keys.size() == 8 && reference.keys[7] == 2;
  const double column = from_centers ? x - 0.5 : x;
  const double line = from_centers ? y - 0.5 : y;
  if (!reference.transformation.empty()) {
    const double* m = reference.transformation.data();
    return {m[0] * column + m[1] * line + m[3], m[4] * column + m[5] * line + m[7]};
  }
  return {reference.tiepoints[3] + (column - reference.tiepoints[0]) * reference.pixel_scale[0],
          reference.tiepoints[4] - (line - reference.tiepoints[1]) * reference.pixel_scale[1]};
}

TEST(TiffGeoreference, EveryPlaceStaysWhereItIs) {
  const GeoReference by_scale{.pixel_scale = {30, 20, 0}, .tiepoints = {0, 0, 0, 440000, 4480000, 0}};
  const GeoReference by_inner_point{.pixel_scale = {30, 20, 0}, .tiepoints = {7.5, 3, 0, 440000, 4480000, 0}};
  const GeoReference by_matrix{.transformation = {30, 5, 0, 440000, -4, -20, 0, 4480000, 0, 0, 0, 0, 0, 0, 0, 1}};
  struct Row {
    const char* what;
    model::Fit fit;
    std::uint32_t width_px;
    std::uint32_t height_px;
    double left;  ///< What is seen of the source.
    double top;
    double width;
    double height;
  };
  const Row rows[] = {{"shrunk", model::Fit::inside, 40, 0, 0, 0, 80, 60},
                      {"enlarged", model::Fit::inside, 200, 0, 0, 0, 80, 60},
                      {"as it is", model::Fit::inside, 80, 0, 0, 0, 80, 60},
                      {"cropped", model::Fit::cover, 30, 30, 10, 0, 60, 60},
                      {"with margins", model::Fit::contain, 40, 40, 0, -10, 80, 80},
                      {"distorted", model::Fit::fill, 20, 60, 0, 0, 80, 60}};
  for (const GeoReference& source : {by_scale, by_inner_point, by_matrix}) {
    for (const std::uint16_t type : {std::uint16_t{1}, std::uint16_t{2}}) {
      for (const char* mode : {"wl", "wb", "w8"}) {
        GeoReference reference = source;
        reference.keys = raster_type(type);
        const Bytes file = located({.mode = mode}, reference);
        for (const Row& row : rows) {
          model::ResizeOptions options = keeping_all();
          options.fit = row.fit;
          options.upscale = true;
          model::Box box{row.width_px, std::nullopt};
          if (row.height_px > 0) box.height_px = row.height_px;
          options.sizes = {box};
          const test::Processed output = test::process(file, 0, options);
          const auto result = output.info.metadata.georeference;
          const std::string what = std::string(row.what) + ", raster type " + std::to_string(type) + ", " + mode;
          ASSERT_TRUE(result) << what;
          EXPECT_FALSE(output.report.warnings.has(Warning::georeference_dropped)) << what;
          EXPECT_EQ(result->keys, reference.keys) << what;
          for (const double x : {0.0, 0.25, 1.0}) {
            for (const double y : {0.0, 0.5, 1.0}) {
              const auto before = place(reference, row.left + x * row.width, row.top + y * row.height);
              const auto after = place(*result, x * output.info.size.width_px, y * output.info.size.height_px);
              EXPECT_NEAR(after[0], before[0], 1e-6) << what << " at " << x << ", " << y;
              EXPECT_NEAR(after[1], before[1], 1e-6) << what << " at " << x << ", " << y;
            }
          }
        }
      }
    }
  }
}

GeoReference full_reference() {
  return {.pixel_scale = {30, 20, 0},
          .tiepoints = {0, 0, 0, 440000, 4480000, 0},
          .keys = raster_type(1),
          .double_params = {6378137, 298.25},
          .ascii_params = "WGS 84|",
          .gdal_metadata = "<GDALMetadata></GDALMetadata>",
          .gdal_no_data = "0"};
}

TEST(TiffGeoreference, AllTagsAreCarriedOver) {
  const test::Processed output = test::process(located({}, full_reference()), kSize.width_px, keeping_all());
  EXPECT_EQ(output.info.metadata.georeference, full_reference());
}

TEST(TiffGeoreference, WhatIsNotTrueAnyMoreIsDroppedAndTold) {
  struct Row {
    const char* what;
    StoredTiff stored;
    GeoReference reference;
    std::optional<Format> format;
    Keep keep;
    bool told;
    bool kept;
  };
  GeoReference plain = full_reference();
  plain.gdal_metadata.clear();
  plain.gdal_no_data.clear();
  GeoReference no_number = plain;
  no_number.gdal_no_data = "nan";
  GeoReference lowest = plain;
  lowest.gdal_no_data = "-3.4028234663852886e+38";
  const GeoReference full = full_reference();
  const StoredTiff floats{.bits = 32, .sample_format = SAMPLEFORMAT_IEEEFP};
  const Row rows[] = {
      {"all", {}, full, {}, Keep::all, false, true},
      {"floats", floats, full, {}, Keep::all, false, true},
      {"not to be kept", {}, full, {}, Keep::none, false, false},
      {"in PNG", {}, full, Format::png, Keep::all, true, false},
      {"in JPEG", {}, full, Format::jpeg, Keep::all, true, false},
      {"in AVIF", {}, full, Format::avif, Keep::all, true, false},
      {"in WebP", {}, full, Format::webp, Keep::all, true, false},
      {"turned", {.orientation = 6}, plain, {}, Keep::all, true, false},
      {"mirrored", {.orientation = 2}, plain, {}, Keep::all, true, false},
      {"signed samples", {.bits = 16, .sample_format = SAMPLEFORMAT_INT}, full, {}, Keep::all, true, true},
      {"signed samples, no values", {.bits = 16, .sample_format = SAMPLEFORMAT_INT}, plain, {}, Keep::all, false, true},
      {"32 bits", {.bits = 32}, full, {}, Keep::all, true, true},
      {"no number for no data", floats, no_number, {}, Keep::all, true, true},
      {"the lowest float for no data", floats, lowest, {}, Keep::all, true, true},
  };
  for (const Row& row : rows) {
    model::ResizeOptions options;
    if (row.format) options.formats = {*row.format};
    options.keep = row.keep;
    const test::Processed output = test::process(located(row.stored, row.reference), 40, options);
    EXPECT_EQ(output.report.warnings.has(Warning::georeference_dropped), row.told) << row.what;
    EXPECT_EQ(output.info.metadata.georeference.has_value(), row.kept) << row.what;
  }
}

/// Arrays of another type or length than they should have must not be read as what they are not.
TEST(TiffGeoreference, OddTagsAreSafe) {
  const GeoReference odd[] = {
      {.pixel_scale = {1}},
      {.tiepoints = {1, 2, 3}},
      {.transformation = {1, 2}},
      {.keys = {1025, 1}},
      {.pixel_scale = {0, 0, 0}, .tiepoints = std::vector<double>(601, 1e308)},
  };
  for (const GeoReference& reference : odd) {
    EXPECT_NO_THROW(test::process(located({}, reference), 40, keeping_all()));
  }
  Bytes file = located({.mode = "wl"}, full_reference());
  constexpr std::array<std::uint8_t, 4> kPixelScaleOfDoubles{0x0E, 0x83, 12, 0};
  const auto entry = std::search(file.begin(), file.end(), kPixelScaleOfDoubles.begin(), kPixelScaleOfDoubles.end());
  ASSERT_NE(entry, file.end());
  for (std::uint8_t type = 0; type < 20; ++type) {
    entry[2] = type;
    const ImageInfo info = open_tiff(file)->info();
    ASSERT_TRUE(info.metadata.georeference);
    EXPECT_EQ(info.metadata.georeference->pixel_scale.empty(), type != 12) << int{type};
  }
}

}  // namespace
}  // namespace resizer::imaging
