#include "imaging/metadata/density.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <string_view>

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/metadata/exif_directory.hpp"
#include "imaging/metadata/exif_tables.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/png_testing.hpp"

/// How large an image is to be printed, through whole files.
namespace resizer::imaging {
namespace {

using model::Format;
using model::Keep;
using testing_support::process;

constexpr Format kFormats[] = {Format::jpeg, Format::png, Format::tiff};

Bytes file_with(const Metadata& metadata, Format format) {
  const Codec& codec = *find_codec(format);
  const PixelFormat pixels = codec.storable(testing_support::format_of(ColorFamily::rgb), Compression::lossless);
  return codec.encode(testing_support::make_picture(pixels, {64, 48}), {.metadata = &metadata});
}

Bytes file_of(PixelDensity density, Format format) {
  Metadata metadata;
  metadata.density = density;
  return file_with(metadata, format);
}

std::optional<PixelDensity> density_after(const Bytes& file, Format to, Keep keep, bool auto_orient = true) {
  model::ResizeOptions options;
  options.formats = {to};
  options.keep = keep;
  options.auto_orient = auto_orient;
  return process(file, 32, options).info.metadata.density;
}

void expect_near(const std::optional<PixelDensity>& density, PixelDensity expected) {
  ASSERT_TRUE(density.has_value());
  // PNG counts whole pixels a meter.
  EXPECT_NEAR(density->x_per_inch, expected.x_per_inch, 0.013);
  EXPECT_NEAR(density->y_per_inch, expected.y_per_inch, 0.013);
}

TEST(PixelDensity, IsKeptInEveryPairOfFormatsWhereAllIs) {
  for (const Format from : kFormats) {
    for (const Format to : kFormats) {
      for (const PixelDensity density : {PixelDensity{300, 300}, {72, 144}, {2, 65535}}) {
        SCOPED_TRACE(std::string(model::name_of(from)) + " to " + std::string(model::name_of(to)) + ", " +
                     std::to_string(density.x_per_inch) + " x " + std::to_string(density.y_per_inch));
        const Bytes file = file_of(density, from);
        expect_near(density_after(file, to, Keep::all), density);
        EXPECT_EQ(density_after(file, to, Keep::icc), std::nullopt);
        EXPECT_EQ(density_after(file, to, Keep::none), std::nullopt);
      }
    }
  }
}

/// EXIF of nothing but an orientation.
Bytes exif_of(std::uint8_t orientation) {
  ExifTables tables;
  tables.main = {{0x0112, 3, 1, {orientation, 0}}};
  return exif_block(tables);
}

TEST(PixelDensity, TurnsWithThePicture) {
  struct Row {
    std::uint8_t orientation;
    bool auto_orient;
    PixelDensity expected;
  };
  const Row rows[] = {{1, true, {300, 150}}, {3, true, {300, 150}}, {6, true, {150, 300}},
                      {5, true, {150, 300}}, {8, true, {150, 300}}, {6, false, {300, 150}}};
  Metadata metadata;
  metadata.density = PixelDensity{300, 150};
  for (const Row& row : rows) {
    SCOPED_TRACE("orientation " + std::to_string(row.orientation) + (row.auto_orient ? "" : ", left as it is"));
    metadata.exif = exif_of(row.orientation);
    const Bytes file = file_with(metadata, Format::jpeg);
    for (const Format to : kFormats) expect_near(density_after(file, to, Keep::all, row.auto_orient), row.expected);
  }
}

struct Numbers {
  std::uint8_t unit;
  std::uint32_t x, y;
};

Bytes jpeg_with(Numbers numbers) {
  Bytes file = file_of({72, 72}, Format::jpeg);
  constexpr std::string_view kIdentifier("JFIF\0", 5);
  const auto found = std::search(file.begin(), file.end(), kIdentifier.begin(), kIdentifier.end());
  EXPECT_NE(found, file.end());
  const auto byte = [](std::uint32_t value, unsigned shift) { return static_cast<std::uint8_t>(value >> shift); };
  const std::uint8_t written[] = {numbers.unit, byte(numbers.x, 8), byte(numbers.x, 0), byte(numbers.y, 8),
                                  byte(numbers.y, 0)};
  std::copy(std::begin(written), std::end(written), found + kIdentifier.size() + 2);
  return file;
}

Bytes png_with_chunk(const Bytes& body) {
  const Bytes file = file_with({}, Format::png);
  constexpr std::ptrdiff_t kHeaderEnd = 33;
  Bytes changed(file.begin(), file.begin() + kHeaderEnd);
  testing_support::append_chunk(changed, "pHYs", body);
  changed.insert(changed.end(), file.begin() + kHeaderEnd, file.end());
  return changed;
}

Bytes png_with(Numbers numbers) {
  Bytes body;
  append_big_endian(body, numbers.x);
  append_big_endian(body, numbers.y);
  body.push_back(numbers.unit);
  return png_with_chunk(body);
}

/// Hands the little-endian file and each of its entries to `change`.
template <class Change>
Bytes changed_tiff(Change change) {
  Bytes file = file_of({72, 72}, Format::tiff);
  ExifStream stream(file);
  const auto directory = stream.directory(*stream.first_directory());
  for (const ExifEntry& entry : directory->entries) change(file, entry);
  return file;
}

void put(Bytes& file, std::size_t at, std::uint32_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) file[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

constexpr std::uint16_t kXResolution = 0x011A;
constexpr std::uint16_t kYResolution = 0x011B;
constexpr std::uint16_t kResolutionUnit = 0x0128;

/// With rationals of these numerators over `divisor`.
Bytes tiff_with(Numbers numbers, std::uint32_t divisor = 1) {
  return changed_tiff([&](Bytes& file, const ExifEntry& entry) {
    const auto tag = static_cast<std::uint16_t>(entry.tag);
    if (tag == kResolutionUnit) put(file, entry.at + 8, numbers.unit, 2);
    if (tag != kXResolution && tag != kYResolution) return;
    put(file, entry.value.begin, tag == kXResolution ? numbers.x : numbers.y, 4);
    put(file, entry.value.begin + 4, divisor, 4);
  });
}

/// With floats in place of rationals.
Bytes tiff_with_floats(float x, float y) {
  constexpr std::uint32_t kFloat = 11;
  return changed_tiff([&](Bytes& file, const ExifEntry& entry) {
    const auto tag = static_cast<std::uint16_t>(entry.tag);
    if (tag != kXResolution && tag != kYResolution) return;
    put(file, entry.at + 2, kFloat, 2);
    put(file, entry.at + 8, std::bit_cast<std::uint32_t>(tag == kXResolution ? x : y), 4);
  });
}

TEST(PixelDensity, IsTakenFromEveryUnitOfLengthIfItMeansOne) {
  constexpr std::uint32_t kMost = 0xFFFFFFFF;
  constexpr float kNoNumber = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  struct Row {
    const char* what;
    Bytes file;
    std::optional<PixelDensity> density;
  };
  const Row rows[] = {
      {"JPEG, per inch", jpeg_with({1, 600, 300}), PixelDensity{600, 300}},
      {"JPEG, per centimeter", jpeg_with({2, 100, 50}), PixelDensity{254, 127}},
      {"JPEG, the shape of pixels", jpeg_with({0, 4, 3}), std::nullopt},
      {"JPEG, unknown unit", jpeg_with({3, 300, 300}), std::nullopt},
      {"JPEG, zero", jpeg_with({1, 0, 300}), std::nullopt},
      {"JPEG, too many", jpeg_with({2, 65535, 65535}), std::nullopt},
      {"PNG, per meter", png_with({1, 5000, 2500}), PixelDensity{127, 63.5}},
      {"PNG, the shape of pixels", png_with({0, 4, 3}), std::nullopt},
      {"PNG, unknown unit", png_with({2, 5000, 5000}), std::nullopt},
      {"PNG, zero", png_with({1, 5000, 0}), std::nullopt},
      {"PNG, too many", png_with({1, kMost, kMost}), std::nullopt},
      {"PNG, a short chunk", png_with_chunk({0, 0, 1}), std::nullopt},
      {"PNG, an empty chunk", png_with_chunk({}), std::nullopt},
      {"TIFF, per inch", tiff_with({2, 600, 301}, 2), PixelDensity{300, 150.5}},
      {"TIFF, per centimeter", tiff_with({3, 100, 50}), PixelDensity{254, 127}},
      {"TIFF, the shape of pixels", tiff_with({1, 4, 3}), std::nullopt},
      {"TIFF, unknown unit, like none", tiff_with({7, 300, 300}), PixelDensity{300, 300}},
      {"TIFF, zero", tiff_with({2, 0, 300}), std::nullopt},
      {"TIFF, too many", tiff_with({2, kMost, kMost}), std::nullopt},
      {"TIFF, divided by zero", tiff_with({2, 300, 300}, 0), std::nullopt},
      {"TIFF, floats", tiff_with_floats(300, 150), PixelDensity{300, 150}},
      {"TIFF, no number", tiff_with_floats(kNoNumber, 300), std::nullopt},
      {"TIFF, infinite", tiff_with_floats(300, kInfinity), std::nullopt},
      {"TIFF, negative", tiff_with_floats(-300, 300), std::nullopt},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const std::optional<PixelDensity> read = recognize(row.file)->open(row.file)->info().metadata.density;
    EXPECT_EQ(read.has_value(), row.density.has_value());
    if (row.density) expect_near(read, *row.density);
    EXPECT_EQ(density_after(row.file, Format::png, Keep::all).has_value(), row.density.has_value());
  }
}

bool warns_of_shape(const Bytes& file, Format to, Keep keep) {
  model::ResizeOptions options;
  options.formats = {to};
  options.keep = keep;
  return process(file, 32, options).report.warnings.has(model::Warning::pixels_not_square);
}

TEST(PixelShape, IsWarnedOfUnlessTheOutputTellsIt) {
  for (const Format from : kFormats) {
    for (const Format to : {Format::jpeg, Format::png, Format::tiff, Format::webp, Format::avif}) {
      if (find_codec(to) == nullptr) continue;
      SCOPED_TRACE(std::string(model::name_of(from)) + " to " + std::string(model::name_of(to)));
      const bool holds = to != Format::webp && to != Format::avif;
      EXPECT_EQ(warns_of_shape(file_of({204, 98}, from), to, Keep::all), !holds);
      for (const Keep keep : {Keep::none, Keep::icc}) {
        EXPECT_TRUE(warns_of_shape(file_of({204, 98}, from), to, keep));
        EXPECT_FALSE(warns_of_shape(file_of({72, 72}, from), to, keep));
      }
    }
  }
}

TEST(PixelShape, OfAPngMayHaveNoUnit) {
  const auto file_with_shape = [](std::uint8_t x, std::uint8_t y) {
    Bytes file = file_with({}, Format::png);
    Bytes chunk;
    testing_support::append_chunk(chunk, "pHYs", {0, 0, 0, x, 0, 0, 0, y, 0});
    file.insert(file.begin() + 33, chunk.begin(), chunk.end());
    return file;
  };
  for (const Keep keep : {Keep::none, Keep::all}) {
    EXPECT_TRUE(warns_of_shape(file_with_shape(1, 2), Format::png, keep));
    EXPECT_FALSE(warns_of_shape(file_with_shape(1, 1), Format::png, keep));
  }
}

}  // namespace
}  // namespace resizer::imaging
