#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>

#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/profiles.hpp"
#include "imaging/support/tiff_testing.hpp"
#include "util/error.hpp"

/// Files that would take far more time or memory than their size and their pixels are worth.
namespace resizer::imaging {
namespace {

namespace test = testing_support;

using model::Warning;
using test::StoredTiff;
using util::ErrorCode;

struct Tag {
  std::uint16_t tag;
  std::uint16_t type;
  std::uint32_t count;
  std::uint32_t value;
};

void put(Bytes& bytes, std::uint32_t value, unsigned count) {
  for (unsigned index = 0; index < count; ++index) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * index)));
}

/// Appends a directory of little-endian classic TIFF.
void put_directory(Bytes& file, const std::vector<Tag>& tags, std::uint32_t next) {
  put(file, static_cast<std::uint32_t>(tags.size()), 2);
  for (const Tag& tag : tags) {
    put(file, tag.tag, 2);
    put(file, tag.type, 2);
    put(file, tag.count, 4);
    put(file, tag.value, 4);
  }
  put(file, next, 4);
}

constexpr std::uint32_t kHeaderBytes = 8;
constexpr std::uint32_t kSide = 16;
constexpr std::uint32_t kDataBytes = kSide * kSide;

/// The tags of a gray image whose samples stand right after the header.
std::vector<Tag> gray_tags() {
  return {{256, 4, 1, kSide}, {257, 4, 1, kSide},        {258, 3, 1, 8},     {259, 3, 1, 1},
          {262, 3, 1, 1},     {273, 4, 1, kHeaderBytes}, {278, 4, 1, kSide}, {279, 4, 1, kDataBytes}};
}

/// A header and samples; what follows is the first directory.
Bytes start_of_file() {
  Bytes file{'I', 'I', 42, 0};
  put(file, kHeaderBytes + kDataBytes, 4);
  file.resize(kHeaderBytes + kDataBytes, 77);
  return file;
}

void expect_decoded(const char* what, const Bytes& file, bool more_pages) {
  const test::Decoded decoded = test::decode_file(tiff_codec(), file);
  EXPECT_EQ(test::sample_at(decoded.image, 0, kSide - 1, kSide - 1), 77) << what;
  EXPECT_EQ(decoded.info.warnings.has(Warning::pages_dropped), more_pages) << what;
}

void expect_corrupt(const char* what, const Bytes& file, const std::string& message) {
  try {
    open_tiff(file);
    ADD_FAILURE() << what << " was taken";
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::corrupt) << what << ": " << error.what();
    EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << what << ": " << error.what();
  }
}

TEST(TiffHostile, ChainsOfDirectoriesAreFollowedOnlySoFar) {
  Bytes loop = start_of_file();
  put_directory(loop, gray_tags(), kHeaderBytes + kDataBytes);
  expect_decoded("a loop", loop, false);

  Bytes own_sub = start_of_file();
  std::vector<Tag> tags = gray_tags();
  tags.push_back({330, 4, 1, kHeaderBytes + kDataBytes});
  put_directory(own_sub, tags, 0);
  expect_decoded("a directory below itself", own_sub, false);

  constexpr std::uint32_t kCount = 300'000;
  constexpr std::uint32_t kTinyDirectoryBytes = 2 + 12 + 4;
  // At its end a picture, which whoever follows it finds.
  const auto put_chain = [](Bytes& file) {
    for (std::uint32_t index = 0; index < kCount; ++index) {
      const auto here = static_cast<std::uint32_t>(file.size());
      put_directory(file, {{254, 4, 1, 0}}, here + kTinyDirectoryBytes);
    }
    put_directory(file, gray_tags(), 0);
  };
  Bytes chain = start_of_file();
  put_directory(chain, gray_tags(), static_cast<std::uint32_t>(chain.size() + 2 + 12 * gray_tags().size() + 4));
  put_chain(chain);
  expect_decoded("a long chain behind a picture", chain, false);
  Bytes empty_chain = start_of_file();
  put_chain(empty_chain);
  expect_corrupt("a long chain without a picture", empty_chain, "has no image");
}

/// libtiff copies the value of each tag: of 300 tags with the same value it would make 300 copies.
TEST(TiffHostile, TagsMayNotClaimMoreThanTheFileHas) {
  constexpr std::uint32_t kValueBytes = 1'000'000;
  for (const std::uint16_t type : {std::uint16_t{1}, std::uint16_t{2}, std::uint16_t{7}}) {
    Bytes file = start_of_file();
    std::vector<Tag> tags = gray_tags();
    for (std::uint16_t index = 0; index < 300; ++index) {
      tags.push_back({static_cast<std::uint16_t>(40000 + index), type, kValueBytes, kHeaderBytes});
    }
    put_directory(file, tags, 0);
    file.resize(file.size() + kValueBytes);
    expect_corrupt("many tags with one value", file, "more data than the file has");
  }
  Bytes shared = start_of_file();
  std::vector<Tag> tags = gray_tags();
  tags.push_back({282, 5, 1, kHeaderBytes});
  tags.push_back({283, 5, 1, kHeaderBytes});
  put_directory(shared, tags, 0);
  EXPECT_NO_THROW(open_tiff(shared)) << "two small tags may share a value";
}

/// An image whose tiles are all the same few bytes.
Bytes tiles(Size size, Size tile) {
  const Bytes data = deflate(Bytes(std::size_t{tile.width_px} * tile.height_px, 77), kThoroughDeflate);
  const auto data_bytes = static_cast<std::uint32_t>(data.size());
  const std::uint32_t across = (size.width_px + tile.width_px - 1) / tile.width_px;
  const std::uint32_t count = across * ((size.height_px + tile.height_px - 1) / tile.height_px);
  Bytes file{'I', 'I', 42, 0};
  put(file, kHeaderBytes + data_bytes + 8 * count, 4);
  file.insert(file.end(), data.begin(), data.end());
  const auto offsets_at = static_cast<std::uint32_t>(file.size());
  for (std::uint32_t index = 0; index < count; ++index) put(file, kHeaderBytes, 4);
  for (std::uint32_t index = 0; index < count; ++index) put(file, data_bytes, 4);
  const std::uint32_t first_offset = count == 1 ? kHeaderBytes : offsets_at;
  const std::uint32_t first_count = count == 1 ? data_bytes : offsets_at + 4 * count;
  put_directory(file,
                {{256, 4, 1, size.width_px},
                 {257, 4, 1, size.height_px},
                 {258, 3, 1, 8},
                 {259, 3, 1, 8},
                 {262, 3, 1, 1},
                 {322, 4, 1, tile.width_px},
                 {323, 4, 1, tile.height_px},
                 {324, 4, count, first_offset},
                 {325, 4, count, first_count}},
                0);
  return file;
}

TEST(TiffHostile, TilesMayNotBeMostlyBesideThePicture) {
  const Size narrow{1, 512 * 1024};
  expect_corrupt("large tiles of a narrow picture", tiles(narrow, {2048, 1024}), "tiles of");
  expect_corrupt("a huge tile of a tiny picture", tiles({8, 8}, {4096, 4096}), "tiles of");
  for (const auto& [size, tile] : {std::pair{Size{8, 8}, Size{512, 512}},
                                   {Size{20, 3000}, Size{256, 256}},
                                   {Size{1, 3000}, Size{256, 256}},
                                   {Size{100, 100}, Size{1, 1}}}) {
    const Image image = test::decode_file(tiff_codec(), tiles(size, tile)).image;
    EXPECT_EQ(test::sample_at(image, 0, size.width_px - 1, size.height_px - 1), 77)
        << size.width_px << " x " << size.height_px << " in tiles of " << tile.width_px;
  }
}

TEST(TiffHostile, ExtremeShapesAreResized) {
  constexpr std::uint32_t kLong = 1U << 18U;
  for (const Size size : {Size{1, kLong}, Size{kLong, 1}}) {
    for (const std::uint32_t rows_per_strip : {1U, size.height_px}) {
      const Bytes file =
          test::make_tiff({.size = size, .compression = COMPRESSION_ADOBE_DEFLATE, .rows_per_strip = rows_per_strip},
                          [](auto, auto, unsigned) { return 77; });
      model::ResizeOptions options;
      options.sizes = {model::LongEdge{1000}};
      const test::Processed output = test::process(file, 0, options);
      EXPECT_EQ(test::sample_at(output.image, 0, 0, 0), 77) << size.width_px << " x " << size.height_px;
    }
  }
}

TEST(TiffHostile, HugeMetadataIsDroppedWithAWord) {
  constexpr std::uint32_t kHugeBytes = (64U << 20U) + 1;
  struct Row {
    const char* what;
    unsigned tag;
    Bytes block;
    Warning warning;
  };
  Bytes profile = test::gray_of_gamma(1.8);  // and room for more
  profile.resize(kHugeBytes);
  for (unsigned byte = 0; byte < 4; ++byte) profile[byte] = static_cast<std::uint8_t>(kHugeBytes >> (8 * (3 - byte)));
  const Row rows[] = {{"XMP", TIFFTAG_XMLPACKET, Bytes(kHugeBytes, ' '), Warning::xmp_dropped},
                      {"Photoshop's block", TIFFTAG_PHOTOSHOP, Bytes(kHugeBytes), Warning::iptc_dropped},
                      {"IPTC", TIFFTAG_RICHTIFFIPTC, Bytes(kHugeBytes), Warning::iptc_dropped},
                      {"a profile", TIFFTAG_ICCPROFILE, std::move(profile), Warning::profile_broken}};
  for (const Row& row : rows) {
    StoredTiff stored{.size = {16, 16}};
    stored.set_more = [&](TIFF* tiff) { TIFFSetField(tiff, row.tag, kHugeBytes, row.block.data()); };
    model::ResizeOptions options;
    options.keep = model::Keep::all;
    const test::Processed output =
        test::process(test::make_tiff(stored, [](auto, auto, unsigned) { return 77; }), 8, options);
    EXPECT_TRUE(output.report.warnings.has(row.warning)) << row.what;
    EXPECT_LT(output.file.size(), 10'000U) << row.what;
  }
}

}  // namespace
}  // namespace resizer::imaging
