#include "imaging/heif.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "imaging/codec_testing.hpp"
#include "imaging/heif_boxes.hpp"
#include "imaging/heif_testing.hpp"
#include "resizer/imaging/color.hpp"
#include "resizer/imaging/geometry.hpp"
#include "resizer/imaging/orient.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

using model::Warnings;
using testing_support::decode_file;
using testing_support::make_heif;
using testing_support::make_picture;
using testing_support::printed;
using testing_support::psnr_db;
using testing_support::shared_file;

PixelFormat avif_format(ColorFamily family, Subsampling chroma, std::uint8_t depth_bits, Alpha alpha) {
  PixelFormat format;
  format.family = family;
  format.subsampling = chroma;
  format.depth_bits = depth_bits;
  format.sample = depth_bits > 8 ? SampleType::u16 : SampleType::u8;
  format.alpha = alpha;
  return format;
}

TEST(Avif, KeepsPlanesOfEveryFormatAndSize) {
  for (const auto& [family, chroma] : {std::pair{ColorFamily::gray, Subsampling{}},
                                       {ColorFamily::ycbcr, Subsampling{}},
                                       {ColorFamily::ycbcr, Subsampling{1, 1}}}) {
    for (const std::uint8_t depth : {std::uint8_t{8}, std::uint8_t{12}}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
        for (const Size size : {Size{64, 48}, Size{65, 49}, Size{1, 1}, Size{3, 17}}) {
          const PixelFormat format = avif_format(family, chroma, depth, alpha);
          SCOPED_TRACE(printed(format) + " " + std::to_string(size.width_px) + " x " + std::to_string(size.height_px));
          ASSERT_EQ(avif_storable(format), format);
          const Image image = make_picture(format, size);
          const auto decoded = decode_file(avif_codec(), encode_avif(image, {.quality = 95}));
          EXPECT_GT(psnr_db(image, decoded.image), 30);  // less for pictures that are smaller than their waves
          EXPECT_EQ(decoded.info.warnings, Warnings{});
          EXPECT_TRUE(decoded.info.metadata.icc.empty());
        }
      }
    }
  }
}

TEST(Avif, StoresWhatItCan) {
  struct Row {
    PixelFormat wanted;
    PixelFormat stored;
  };
  PixelFormat cinema = avif_format(ColorFamily::ycbcr, {1, 0}, 10, Alpha::premultiplied);
  cinema.range = Range::limited;
  cinema.matrix = Matrix::bt2020;
  const Row rows[] = {
      {avif_format(ColorFamily::rgb, {}, 8, Alpha::none), avif_format(ColorFamily::ycbcr, {}, 8, Alpha::none)},
      {avif_format(ColorFamily::rgb, {}, 16, Alpha::straight),
       avif_format(ColorFamily::ycbcr, {}, 12, Alpha::straight)},
      {avif_format(ColorFamily::gray, {}, 16, Alpha::none), avif_format(ColorFamily::gray, {}, 12, Alpha::none)},
      {avif_format(ColorFamily::ycbcr, {2, 0}, 8, Alpha::none),
       avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::none)},
      {cinema, avif_format(ColorFamily::ycbcr, {1, 1}, 12, Alpha::straight)},
  };
  for (const Row& row : rows) EXPECT_EQ(avif_storable(row.wanted), row.stored) << printed(row.wanted);
}

TEST(Avif, MetadataSurvivesARoundTrip) {
  const Metadata metadata = testing_support::make_metadata();
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::none), {32, 24});
  const auto decoded = decode_file(avif_codec(), encode_avif(image, {.metadata = &metadata}));
  EXPECT_EQ(decoded.info.metadata.icc, metadata.icc);
  EXPECT_EQ(decoded.info.metadata.exif, metadata.exif);
  EXPECT_EQ(decoded.info.metadata.xmp, metadata.xmp);
}

TEST(Avif, HighDynamicRangeKeepsItsCodePoints) {
  Metadata metadata;
  metadata.code_points = CodePoints{9, 16};
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {}, 12, Alpha::none), {32, 24});
  const auto decoded = decode_file(avif_codec(), encode_avif(image, {.metadata = &metadata}));
  EXPECT_EQ(decoded.info.metadata.code_points, metadata.code_points);
  EXPECT_TRUE(decoded.info.metadata.icc.empty());
}

/// Rewrites the code points of all colour boxes: what libheif cannot be made to write.
Bytes with_code_points(Bytes file, std::uint8_t primaries, std::uint8_t transfer, std::uint8_t matrix, bool full) {
  for (const std::size_t at : read_heif_boxes(file).color_offsets) {
    const std::uint8_t bytes[] = {0, primaries, 0, transfer, 0, matrix, static_cast<std::uint8_t>(full ? 0x80 : 0)};
    std::copy(std::begin(bytes), std::end(bytes), file.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return file;
}

TEST(Avif, PlanesComeAsTheyAreWhateverTheCodePointsSay) {
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {}, 8, Alpha::none), {64, 48});
  const Bytes file = encode_avif(image, {.quality = 95});
  const Image plain = decode_file(avif_codec(), file).image;
  for (const bool full : {true, false}) {
    for (const auto& [number, matrix] : {std::pair{std::uint8_t{1}, Matrix::bt709},
                                         {std::uint8_t{6}, Matrix::bt601},
                                         {std::uint8_t{9}, Matrix::bt2020},
                                         {std::uint8_t{2}, Matrix::bt601}}) {
      auto decoded = decode_file(avif_codec(), with_code_points(file, 1, 13, number, full));
      EXPECT_EQ(decoded.image.format.matrix, matrix) << int{number};
      EXPECT_EQ(decoded.image.format.range, full ? Range::full : Range::limited) << int{number};
      decoded.image.format = plain.format;
      EXPECT_EQ(psnr_db(plain, decoded.image), 99) << int{number};
    }
  }
  const Image rgb = decode_file(avif_codec(), with_code_points(file, 1, 13, 0, true)).image;
  ASSERT_EQ(rgb.format.family, ColorFamily::rgb);
  const Image reordered{plain.format, plain.size, {rgb.planes[1], rgb.planes[2], rgb.planes[0]}};
  EXPECT_EQ(psnr_db(plain, reordered), 99);
  EXPECT_THROW(decode_file(avif_codec(), with_code_points(file, 1, 13, 8, true)), util::Error) << "YCgCo";
}

TEST(Avif, WideGamutWithoutAProfileGetsOne) {
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {}, 8, Alpha::none), {16, 16});
  const Bytes file = encode_avif(image, {});
  EXPECT_EQ(decode_file(avif_codec(), with_code_points(file, 12, 13, 6, true)).info.metadata.icc, profile_of({12, 13}));
  EXPECT_FALSE(profile_of({12, 13}).empty());
  EXPECT_FALSE(profile_of({1, 8}).empty()) << "linear light";
  EXPECT_TRUE(profile_of({1, 13}).empty());
  EXPECT_TRUE(profile_of({1, 1}).empty());
  EXPECT_TRUE(profile_of({2, 2}).empty());
}

/// libheif's orientations are numbered as EXIF's are.
TEST(Avif, TurnsAreMadeOnceAndNotAskedForAgain) {
  const Image stored = make_picture(avif_format(ColorFamily::gray, {}, 8, Alpha::none), {60, 40});
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Bytes file = make_heif({.orientation = static_cast<heif_orientation>(orientation)}, stored);
    const std::string_view box = orientation == 2 || orientation == 4 ? "imir" : "irot";
    if (orientation > 1 && std::search(file.begin(), file.end(), box.begin(), box.end()) == file.end()) {
      GTEST_SKIP() << "this libheif (1.17 of Ubuntu 24.04 is one) writes no " << box;
    }
    const auto decoded = decode_file(avif_codec(), file);
    EXPECT_EQ(decoded.info.orientation, 1) << orientation;
    EXPECT_GT(psnr_db(turn_image(stored, turn_for(orientation)), decoded.image), 35) << orientation;
  }
}

TEST(Avif, TheOrientationInExifIsNotApplied) {
  Metadata metadata;
  metadata.exif = testing_support::make_metadata().exif;
  constexpr std::size_t kOrientationValue = 18;
  ASSERT_EQ(metadata.exif[kOrientationValue], 1);
  metadata.exif[kOrientationValue] = 6;
  const Image image = make_picture(avif_format(ColorFamily::gray, {}, 8, Alpha::none), {32, 24});
  const auto decoded = decode_file(avif_codec(), encode_avif(image, {.metadata = &metadata}));
  EXPECT_EQ(decoded.info.metadata.exif, metadata.exif);
  EXPECT_EQ(decoded.info.orientation, 1);
  EXPECT_EQ(decoded.image.size, image.size);
}

TEST(Avif, PremultipliedAlphaIsKnownAsSuch) {
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {}, 8, Alpha::premultiplied), {32, 24});
  EXPECT_EQ(decode_file(avif_codec(), encode_avif(image, {})).image.format.alpha, Alpha::premultiplied);
}

TEST(Avif, DamagedFilesAreRefusedOrRead) {
  const Image image = make_picture(avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::straight), {40, 30});
  const Bytes file = encode_avif(image, {});
  testing_support::expect_prefixes_fail(avif_codec(), file, 7);
  testing_support::expect_changes_are_safe(avif_codec(), file, 5);
}

TEST(Heic, AFileOfAPhoneIsReadAsItsPlanes) {
  const auto file = shared_file("fixtures/IMG_5195.HEIC");
  if (!file) GTEST_SKIP() << "no ../shared here";
  ASSERT_EQ(recognise(*file), find_codec(model::Format::heic));
  const auto decoded = decode_file(heic_codec(), *file);
  EXPECT_EQ(decoded.image.format, avif_format(ColorFamily::ycbcr, {1, 1}, 8, Alpha::none));
  EXPECT_EQ(decoded.info.orientation, 1);
  EXPECT_FALSE(decoded.info.metadata.icc.empty());
  EXPECT_FALSE(decoded.info.metadata.exif.empty());
}

/// A box (ISO/IEC 14496-12, 4.2).
Bytes box(std::string_view type, const Bytes& body) {
  Bytes bytes;
  const auto size = static_cast<std::uint32_t>(body.size() + 8);
  for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(size >> shift));
  bytes.insert(bytes.end(), type.begin(), type.end());
  bytes.insert(bytes.end(), body.begin(), body.end());
  return bytes;
}

Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// A file of nothing but the boxes that say what the primary item, number 7, is: a grid of item 9.
Bytes grid_file(const Bytes& configuration, std::string_view extra_item, const Bytes& extra_property) {
  Bytes item_type{2, 0, 0, 0, 0, 3, 0, 0};
  item_type.insert(item_type.end(), extra_item.begin(), extra_item.end());
  const Bytes meta =
      Bytes(4) + box("pitm", {0, 0, 0, 0, 0, 7}) + box("iinf", Bytes{0, 0, 0, 0, 0, 1} + box("infe", item_type)) +
      box("iref", Bytes(4) + box("dimg", {0, 7, 0, 1, 0, 9})) +
      box("iprp", box("ipco", configuration + extra_property) + box("ipma", {0, 0, 0, 0, 0, 0, 0, 1, 0, 9, 1, 0x81}));
  return box("meta", meta);
}

TEST(HeifBoxes, ChromaAndDepthAreThoseOfTheTiles) {
  struct Row {
    const char* name;
    Bytes configuration;
    bool gray;
    Subsampling chroma;
    int depth_bits;
  };
  const auto hevc = [](std::uint8_t chroma, std::uint8_t depth) {
    return box("hvcC", Bytes(16) + Bytes{chroma, static_cast<std::uint8_t>(depth - 8), 0});
  };
  const auto av1 = [](std::uint8_t bits) { return box("av1C", {0x81, 0, bits, 0}); };
  const Row rows[] = {
      {"HEVC 4:2:0", hevc(1, 8), false, {1, 1}, 8},   {"HEVC 4:2:2", hevc(2, 10), false, {1, 0}, 10},
      {"HEVC 4:4:4", hevc(3, 12), false, {0, 0}, 12}, {"HEVC gray", hevc(0, 8), true, {0, 0}, 8},
      {"AV1 4:2:0", av1(0x0C), false, {1, 1}, 8},     {"AV1 4:2:2", av1(0x48), false, {1, 0}, 10},
      {"AV1 4:4:4", av1(0x60), false, {0, 0}, 12},    {"AV1 gray", av1(0x1C), true, {1, 1}, 8},
  };
  for (const Row& row : rows) {
    const HeifBoxes boxes = read_heif_boxes(grid_file(row.configuration, "hvc1", {}));
    EXPECT_EQ(boxes.gray, row.gray) << row.name;
    EXPECT_EQ(boxes.chroma, row.chroma) << row.name;
    EXPECT_EQ(boxes.depth_bits, row.depth_bits) << row.name;
    EXPECT_FALSE(boxes.has_gain_map) << row.name;
    EXPECT_FALSE(boxes.is_sequence) << row.name;
  }
}

TEST(HeifBoxes, GainMapsAndSequencesAreFound) {
  const Bytes configuration = box("av1C", {0x81, 0, 0x0C, 0});
  EXPECT_TRUE(read_heif_boxes(grid_file(configuration, "tmap", {})).has_gain_map);
  const std::string_view urn = "urn:com:apple:photo:2020:aux:hdrgainmap";
  const Bytes auxiliary = box("auxC", Bytes(4) + Bytes(urn.begin(), urn.end()));
  EXPECT_TRUE(read_heif_boxes(grid_file(configuration, "hvc1", auxiliary)).has_gain_map);
  EXPECT_TRUE(read_heif_boxes(grid_file(configuration, "av01", {}) + box("moov", Bytes(8))).is_sequence);
}

TEST(HeifBoxes, EveryPrefixIsReadSafely) {
  const Bytes file = grid_file(box("av1C", {0x81, 0, 0x0C, 0}), "tmap", {});
  for (std::size_t size = 0; size < file.size(); ++size) {
    const Bytes prefix(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
    try {
      read_heif_boxes(prefix);
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), util::ErrorCode::truncated) << size;
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
