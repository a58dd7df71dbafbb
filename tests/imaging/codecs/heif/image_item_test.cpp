#include "imaging/codecs/heif/image_item.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/resample/orient.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/heif_testing.hpp"
#include "util/error.hpp"

/// Images put together in the ways that the standard knows.
namespace resizer::imaging {
namespace {

using model::Warning;
using model::Warnings;
using testing_support::auxiliary_box;
using testing_support::coded_item;
using testing_support::decode_file;
using testing_support::kAlphaUrn;
using testing_support::make_picture;
using testing_support::max_difference;
using testing_support::process;
using testing_support::StoredFile;
using testing_support::StoredItem;
using testing_support::write_heif;

PixelFormat planes(ColorFamily family, Subsampling chroma = {}, std::uint8_t depth_bits = 8) {
  PixelFormat format = testing_support::format_of(family, chroma);
  format.depth_bits = depth_bits;
  format.sample = depth_bits > 8 ? SampleType::u16 : SampleType::u8;
  return format;
}

const CodedColor kFullBt601{1, 13, 6, true};

StoredItem lossless(const Image& image, const CodedColor& color = kFullBt601) {
  return coded_item({.lossless = true, .color = color}, image);
}

Image decoded(const StoredFile& file) {
  return decode_file(avif_codec(), write_heif(file)).image;
}

/// The part of an image, all of whose sides are even.
Image part_of(const Image& image, std::uint32_t left, std::uint32_t top, Size size) {
  return make_picture(image.format, size, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
    const Subsampling step = image.format.subsampling_of(plane);
    return testing_support::sample_at(image, plane, x + (left >> step.log2_x), y + (top >> step.log2_y));
  });
}

TEST(ImageItem, IsDecodedFromOneItemInEveryFormat) {
  for (const std::uint8_t depth : {std::uint8_t{8}, std::uint8_t{10}, std::uint8_t{12}}) {
    for (const PixelFormat& format :
         {planes(ColorFamily::gray, {}, depth), planes(ColorFamily::ycbcr, {}, depth),
          planes(ColorFamily::ycbcr, {1, 0}, depth), planes(ColorFamily::ycbcr, {1, 1}, depth)}) {
      if (depth == 10 && format.subsampling != Subsampling{1, 0}) continue;  // aborts libheif
      const Image image = make_picture(format, {37, 21});
      EXPECT_EQ(max_difference(decoded({.items = {lossless(image)}}), image), 0) << testing_support::printed(format);
    }
  }
}

TEST(ImageItem, HevcIsDecodedInEveryFormatToo) {
  if (!testing_support::can_make(heif_compression_HEVC)) GTEST_SKIP() << "no encoder for HEVC here";
  for (const std::uint8_t depth : {std::uint8_t{8}, std::uint8_t{10}}) {
    for (const PixelFormat& format :
         {planes(ColorFamily::gray, {}, depth), planes(ColorFamily::ycbcr, {}, depth),
          planes(ColorFamily::ycbcr, {1, 0}, depth), planes(ColorFamily::ycbcr, {1, 1}, depth)}) {
      const Image image = make_picture(format, {64, 64});  // libheif makes grids of other sizes
      const StoredItem item =
          coded_item({.compression = heif_compression_HEVC, .lossless = true, .color = kFullBt601}, image);
      const auto made = decode_file(heic_codec(), write_heif({.brand = "heic", .items = {item}}));
      EXPECT_EQ(made.image.format, format);
      EXPECT_EQ(max_difference(made.image, image), 0) << testing_support::printed(format);
    }
  }
}

TEST(ImageItem, OrderOfPropertiesDoesNotMatter) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {40, 24});
  StoredItem item = lossless(image);
  item.properties.push_back(testing_support::rotation_box(1));
  std::sort(item.properties.begin(), item.properties.end());
  do {
    const auto made = decode_file(avif_codec(), write_heif({.items = {item}}));
    EXPECT_EQ(made.info.orientation, 8);
    EXPECT_EQ(max_difference(made.image, image), 0);
  } while (std::next_permutation(item.properties.begin(), item.properties.end()));
}

struct TurnRow {
  const char* what;
  std::vector<Bytes> properties;
  int exif_orientation;
};

const std::vector<TurnRow>& turns() {
  static const std::vector<TurnRow> rows{
      {"mirrored", {testing_support::mirror_box(true)}, 2},
      {"turned over", {testing_support::rotation_box(2)}, 3},
      {"upside down", {testing_support::mirror_box(false)}, 4},
      {"turned right", {testing_support::rotation_box(3)}, 6},
      {"turned left", {testing_support::rotation_box(1)}, 8},
      {"turned left and mirrored", {testing_support::rotation_box(1), testing_support::mirror_box(true)}, 7},
      {"mirrored and turned left", {testing_support::mirror_box(true), testing_support::rotation_box(1)}, 5},
  };
  return rows;
}

/// At every depth and subsampling, and alpha with them: as the same image, rotated afterwards.
TEST(ImageItem, IsTurnedWithItsAlphaAndItsChroma) {
  for (const PixelFormat& format :
       {planes(ColorFamily::gray), planes(ColorFamily::ycbcr, {1, 0}), planes(ColorFamily::ycbcr, {1, 1}),
        planes(ColorFamily::ycbcr, {}, 12), planes(ColorFamily::ycbcr, {1, 0}, 12)}) {
    for (const bool has_alpha : {false, true}) {
      const Image image = make_picture(format, {48, 32});
      StoredFile file{.items = {lossless(image)}};
      if (has_alpha) {
        StoredItem alpha = lossless(make_picture(planes(ColorFamily::gray, {}, format.depth_bits), image.size));
        alpha.properties.push_back(auxiliary_box(kAlphaUrn));
        file.items.push_back(alpha);
        file.references.push_back({"auxl", 2, {1}});
      }
      model::ResizeOptions options;
      options.sizes = {model::Percent{100}};
      options.formats = {model::Format::png};
      const Image plain = process(write_heif(file), 0, options).image;
      EXPECT_EQ(plain.format.has_alpha(), has_alpha);
      for (const TurnRow& row : turns()) {
        StoredFile turned_file = file;
        auto& properties = turned_file.items.front().properties;
        properties.insert(properties.end(), row.properties.begin(), row.properties.end());
        const Image expected = orient_image(plain, orientation_from_exif(row.exif_orientation));
        EXPECT_LE(max_difference(process(write_heif(turned_file), 0, options).image, expected), 1)
            << row.what << ", " << testing_support::printed(format) << (has_alpha ? " with alpha" : "");
      }
    }
  }
}

TEST(ImageItem, IsCropped) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {40, 30});
  StoredItem item = lossless(image);
  item.properties.push_back(testing_support::crop_box({20, 12, 8 - 12, 6 - 12}));
  const auto made = decode_file(avif_codec(), write_heif({.items = {item}}));
  EXPECT_EQ(max_difference(made.image, part_of(image, 8, 6, {20, 12})), 0);
  EXPECT_EQ(made.info.decoded_pixels, 40U * 30U);
}

TEST(ImageItem, ABrokenCropIsAnOddity) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {40, 30});
  StoredItem item = lossless(image);
  item.properties.push_back(testing_support::crop_box({400, 12, 0, 0}));
  const Bytes file = write_heif({.items = {item}});
  const auto made = decode_file(avif_codec(), file);
  EXPECT_EQ(max_difference(made.image, image), 0);
  EXPECT_EQ(made.info.warnings, Warnings{Warning::nonconforming});
  EXPECT_THROW(decode_file(avif_codec(), file, {.fail_on = model::FailOn::warning}), util::Error);
}

/// A grid of 3 x 2 tiles of 16 x 16 that shows 40 x 25 pixels of them.
StoredFile grid_file(const Image& canvas, Size shown) {
  StoredFile file{.items = {{.type = "grid", .properties = {testing_support::extents_box(shown)}, .data = {}}}};
  const unsigned columns = canvas.size.width_px / 16;
  const unsigned rows = canvas.size.height_px / 16;
  file.items[0].data = testing_support::grid_data(rows, columns, shown);
  file.items[0].construction = 1;
  testing_support::StoredReference tiles{"dimg", 1, {}};
  for (unsigned tile = 0; tile < rows * columns; ++tile) {
    file.items.push_back(lossless(part_of(canvas, tile % columns * 16, tile / columns * 16, {16, 16})));
    file.items.back().is_hidden = true;
    tiles.to.push_back(static_cast<std::uint16_t>(file.items.size()));
  }
  file.references = {tiles};
  return file;
}

TEST(ImageItem, AGridIsItsTilesSideBySide) {
  for (const PixelFormat& format : {planes(ColorFamily::gray), planes(ColorFamily::ycbcr, {1, 0}),
                                    planes(ColorFamily::ycbcr, {1, 1}), planes(ColorFamily::ycbcr, {1, 0}, 10)}) {
    const Image canvas = make_picture(format, {48, 32});
    for (const Size shown : {Size{48, 32}, {40, 25}, {33, 17}, {16, 16}, {7, 5}}) {
      const auto made = decode_file(avif_codec(), write_heif(grid_file(canvas, shown)));
      EXPECT_EQ(max_difference(made.image, crop_to(canvas, shown)), 0)
          << shown.width_px << " x " << shown.height_px << ", " << testing_support::printed(format);
      EXPECT_EQ(made.info.warnings, Warnings{});
    }
    StoredFile turned = grid_file(canvas, {40, 25});
    turned.items[0].properties.push_back(testing_support::crop_box({30, 20, 4 - 6, 4 - 1}));
    EXPECT_EQ(max_difference(decoded(turned), part_of(crop_to(canvas, {40, 25}), 4, 4, {30, 20})), 0);
  }
}

TEST(ImageItem, GridsThatMakeNoSenseAreRefused) {
  const Image canvas = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {48, 32});
  struct Row {
    const char* what;
    std::function<void(StoredFile&)> change;
  };
  const Row rows[] = {
      {"too few tiles", [](StoredFile& file) { file.references[0].to.pop_back(); }},
      {"tiles that do not reach",
       [](StoredFile& file) {
         file.items[0].data = testing_support::grid_data(2, 3, {49, 32});
       }},
      {"no pixels",
       [](StoredFile& file) {
         file.items[0].data = testing_support::grid_data(2, 3, {0, 32});
       }},
      {"itself as a tile", [](StoredFile& file) { file.references[0].to[3] = 1; }},
      {"a tile that is not there", [](StoredFile& file) { file.references[0].to[3] = 99; }},
      {"a tile of another size",
       [](StoredFile& file) {
         file.items[3] = lossless(make_picture(planes(ColorFamily::ycbcr, {1, 1}), {24, 16}));
       }},
      {"a tile of another depth",
       [](StoredFile& file) {
         file.items[3] = lossless(make_picture(planes(ColorFamily::ycbcr, {1, 1}, 12), {16, 16}));
       }},
      {"a tile that is turned",
       [](StoredFile& file) { file.items[1].properties.push_back(testing_support::rotation_box(1)); }},
  };
  for (const Row& row : rows) {
    StoredFile file = grid_file(canvas, {48, 32});
    row.change(file);
    EXPECT_THROW(decoded(file), util::Error) << row.what;
  }
}

TEST(ImageItem, AnIdentityShowsAnotherItem) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {40, 24});
  StoredItem turned = lossless(image);
  turned.properties.push_back(testing_support::mirror_box(true));
  StoredFile file{.items = {{.type = "iden", .properties = {testing_support::rotation_box(1)}, .data = {}}, turned},
                  .references = {{"dimg", 1, {2}}}};
  const auto made = decode_file(avif_codec(), write_heif(file));
  EXPECT_EQ(max_difference(made.image, image), 0);
  EXPECT_EQ(made.info.orientation, 5) << "first the inner turn, then the outer";
  file.references[0].to = {1};
  EXPECT_THROW(decoded(file), util::Error) << "of itself";
}

TEST(ImageItem, AlphaHasItsOwnDepthAndRange) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {32, 16});
  for (const std::uint8_t depth : {std::uint8_t{8}, std::uint8_t{12}}) {
    for (const bool full : {true, false}) {
      const double step = 1U << (depth - 8U);
      const double black = full ? 0 : 16 * step;
      const double white = full ? 256 * step - 1 : 235 * step;
      const Image mask = make_picture(planes(ColorFamily::gray, {}, depth), image.size,
                                      [&](unsigned, std::uint32_t x, std::uint32_t) { return x < 16 ? black : white; });
      StoredItem alpha = lossless(mask, {2, 2, 2, full});
      alpha.properties.push_back(auxiliary_box(kAlphaUrn));
      const Image made = decoded({.items = {lossless(image), alpha}, .references = {{"auxl", 2, {1}}}});
      ASSERT_EQ(made.format.alpha, Alpha::straight);
      EXPECT_EQ(testing_support::sample_at(made, 3, 4, 4), 0) << int{depth} << full;
      EXPECT_EQ(testing_support::sample_at(made, 3, 28, 4), 255) << int{depth} << full;
    }
  }
}

/// Color multiplied by alpha is divided by it once, about the zero that each plane has.
TEST(ImageItem, PremultipliedAlphaIsDividedAboutZero) {
  constexpr double kRgb[] = {0.8, 0.25, 0.1};
  constexpr double kAlpha = 128 / 255.0;
  for (const bool full : {true, false}) {
    for (const Subsampling chroma : {Subsampling{0, 0}, {1, 1}}) {
      const double y = kAlpha * (0.299 * kRgb[0] + 0.587 * kRgb[1] + 0.114 * kRgb[2]);
      const double samples[] = {(full ? 0 : 16) + (full ? 255 : 219) * y,
                                128 + (full ? 255 : 224) * (kAlpha * kRgb[2] - y) / 1.772,
                                128 + (full ? 255 : 224) * (kAlpha * kRgb[0] - y) / 1.402};
      const Image image =
          make_picture(planes(ColorFamily::ycbcr, chroma), {32, 16},
                       [&](unsigned plane, std::uint32_t, std::uint32_t) { return std::round(samples[plane]); });
      StoredItem alpha = lossless(testing_support::make_flat(planes(ColorFamily::gray), image.size, 128));
      alpha.properties.push_back(auxiliary_box(kAlphaUrn));
      const Bytes file = write_heif(
          {.items = {lossless(image, {1, 13, 6, full}), alpha}, .references = {{"auxl", 2, {1}}, {"prem", 1, {2}}}});
      for (const bool linear : {false, true}) {
        model::ResizeOptions options;
        options.formats = {model::Format::png};
        options.linear = linear;
        const auto made = process(file, 16, options);
        ASSERT_TRUE(made.image.format.has_alpha());
        EXPECT_EQ(testing_support::sample_at(made.image, 3, 8, 4), 128);
        for (unsigned channel = 0; channel < 3; ++channel) {
          EXPECT_NEAR(testing_support::sample_at(made.image, channel, 8, 4), 255 * kRgb[channel], 3)
              << "channel " << channel << (full ? " full" : " limited") << (linear ? " linear" : "");
        }
      }
    }
  }
}

TEST(ImageItem, WhatIsNotReadIsNamed) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {32, 16});
  const auto reason = [](const Bytes& file) -> std::string {
    try {
      decode_file(avif_codec(), file);
      return "";
    } catch (const util::Error& error) {
      return error.what();
    }
  };
  const auto with_type = [&](const char* type) {
    StoredFile file{.items = {lossless(image)}};
    file.items[0].type = type;
    return write_heif(file);
  };
  EXPECT_NE(reason(with_type("jpeg")).find("'jpeg'"), std::string::npos);
  EXPECT_NE(reason(with_type("iovl")).find("'iovl'"), std::string::npos);
  Bytes film = testing_support::box("ftyp", {'a', 'v', 'i', 's', 0, 0, 0, 0});
  film = testing_support::operator+(film, testing_support::box("moov", Bytes(8)));
  EXPECT_NE(reason(film).find("sequence"), std::string::npos);
}

TEST(ImageItem, SizesThatContradictEachOtherAreRefusedOrOdd) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {32, 16});
  for (const Size stated : {Size{30, 16}, {3000, 3000}, {1, 1}}) {
    StoredItem item = lossless(image);
    item.properties[1] = testing_support::extents_box(stated);
    const Bytes file = write_heif({.items = {item}});
    try {
      const auto made = decode_file(avif_codec(), file);
      EXPECT_EQ(max_difference(made.image, image), 0);
      EXPECT_EQ(made.info.warnings, Warnings{Warning::nonconforming});
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), util::ErrorCode::corrupt) << error.what();
    }
  }
}

TEST(ImageItem, NoStatedSizeIsAnOddity) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {32, 16});
  StoredItem item = lossless(image);
  item.properties.erase(item.properties.begin() + 1);
  const auto made = decode_file(avif_codec(), write_heif({.items = {item}}));
  EXPECT_EQ(max_difference(made.image, image), 0);
  EXPECT_EQ(made.info.warnings, Warnings{Warning::nonconforming});
}

TEST(ImageItem, ExtremeShapesAreDecoded) {
  for (const Size size : {Size{4096, 1}, {1, 4096}, {65536, 8}, {8, 65536}}) {
    PixelFormat format = planes(ColorFamily::gray);
    const Image image = testing_support::make_flat(format, size, 77);
    const Image made = decoded({.items = {coded_item({.color = kFullBt601}, image)}});
    EXPECT_EQ(made.size, size);
    EXPECT_NEAR(testing_support::sample_at(made, 0, size.width_px - 1, size.height_px - 1), 77, 2);
  }
}

TEST(ImageItem, EveryPrefixAndEveryChangeIsReadSafely) {
  const Image canvas = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {48, 32});
  StoredFile file = grid_file(canvas, {40, 25});
  StoredItem alpha = lossless(make_picture(planes(ColorFamily::gray), {40, 25}));
  alpha.properties.push_back(auxiliary_box(kAlphaUrn));
  file.items.push_back(alpha);
  file.items[0].properties.push_back(testing_support::rotation_box(3));
  file.items[0].properties.push_back(testing_support::crop_box({30, 20, 4 - 6, 4 - 1}));
  file.references.push_back({"auxl", static_cast<std::uint16_t>(file.items.size()), {1}});
  const Bytes bytes = write_heif(file);
  testing_support::expect_prefixes_fail(avif_codec(), bytes, 3);
  testing_support::expect_changes_are_safe(avif_codec(), bytes, 3);
}

/// Zero words may follow a slice (Rec. ITU-T H.265, 7.3.2.10), each with a byte that keeps start codes from appearing.
/// libde265's de265_push_NAL() moves all that follows for each of those: a minute for 4 MB.
TEST(ImageItem, StuffingInHevcTakesNoTime) {
  if (!testing_support::can_make(heif_compression_HEVC)) GTEST_SKIP() << "no encoder for HEVC here";
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {64, 64});
  StoredItem item = coded_item({.compression = heif_compression_HEVC, .lossless = true, .color = kFullBt601}, image);
  constexpr std::size_t kLengthBytes = 4;
  constexpr std::size_t kWords = 1'300'000;
  Bytes slice(item.data.begin() + kLengthBytes, item.data.end());
  ASSERT_EQ(big_endian_u32(item.data.data()), slice.size()) << "one slice";
  slice.reserve(slice.size() + 3 * kWords);
  for (std::size_t word = 0; word < kWords; ++word) slice.insert(slice.end(), {0, 0, 3});
  item.data = testing_support::operator+(testing_support::big_endian(slice.size(), kLengthBytes), slice);
  const auto made = decode_file(heic_codec(), write_heif({.brand = "heic", .items = {item}}));
  EXPECT_EQ(max_difference(made.image, image), 0);
}

/// An item holds one image: those that follow are not decoded, however many they are.
TEST(ImageItem, OnlyTheFirstPictureOfAnItemIsDecoded) {
  if (!testing_support::can_make(heif_compression_HEVC)) GTEST_SKIP() << "no encoder for HEVC here";
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {64, 64});
  StoredItem item = coded_item({.compression = heif_compression_HEVC, .lossless = true, .color = kFullBt601}, image);
  const Bytes picture = item.data;
  for (unsigned copy = 0; copy < 2000; ++copy) item.data.insert(item.data.end(), picture.begin(), picture.end());
  const auto made = decode_file(heic_codec(), write_heif({.brand = "heic", .items = {item}}));
  EXPECT_EQ(max_difference(made.image, image), 0);
}

TEST(ImageItem, AStillPictureOfManyFramesIsRefused) {
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {64, 64});
  StoredItem item = lossless(image);
  const Bytes picture = item.data;
  for (unsigned copy = 0; copy < 10; ++copy) item.data.insert(item.data.end(), picture.begin(), picture.end());
  EXPECT_THROW(decoded({.items = {item}}), util::Error);
}

TEST(ImageItem, ParametersOfHevcAreReadSafely) {
  if (!testing_support::can_make(heif_compression_HEVC)) GTEST_SKIP() << "no encoder for HEVC here";
  const Image image = make_picture(planes(ColorFamily::ycbcr, {1, 1}), {64, 64});
  const Bytes file = write_heif(
      {.brand = "heic",
       .items = {coded_item({.compression = heif_compression_HEVC, .color = CodedColor{1, 13, 6, true}}, image)}});
  testing_support::expect_prefixes_fail(heic_codec(), file, 3);
  testing_support::expect_changes_are_safe(heic_codec(), file, 1);
}

}  // namespace
}  // namespace resizer::imaging
