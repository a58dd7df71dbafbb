#include "imaging/metadata/exif_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/metadata/metadata.hpp"
#include "imaging/support/codec_testing.hpp"

namespace resizer::imaging {
namespace {

bool operator==(const ExifField& a, const ExifField& b) {
  return a.tag == b.tag && a.type == b.type && a.count == b.count && a.value == b.value;
}

bool equal(const std::vector<ExifField>& a, const std::vector<ExifField>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return x == y; });
}

bool equal(const ExifTables& a, const ExifTables& b) {
  return equal(a.main, b.main) && equal(a.exif, b.exif) && equal(a.gps, b.gps) &&
         equal(a.interoperability, b.interoperability);
}

/// A maker, an exposure time, a position's version and an index of interoperability.
ExifTables sample_tables() {
  ExifTables tables;
  tables.main = {{0x010F, 2, 7, {'C', 'a', 'm', 'e', 'r', 'a', 0}}, {0x0112, 3, 1, {6, 0}}};
  tables.exif = {{0x829A, 5, 1, {1, 0, 0, 0, 125, 0, 0, 0}}};
  tables.gps = {{0, 1, 4, {2, 3, 0, 0}}};
  tables.interoperability = {{1, 2, 4, {'R', '9', '8', 0}}};
  return tables;
}

TEST(ExifTables, ComeOutOfABlockAsTheyWentIn) {
  const ExifTables tables = sample_tables();
  EXPECT_TRUE(equal(read_exif_tables(exif_block(tables)), tables));
  EXPECT_TRUE(exif_block({}).empty());
}

TEST(ExifTables, KeepTheirByteOrder) {
  const Bytes block{'M',  'M', 0, 42, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0,  6, 0, 0, 0x01,
                    0x1A, 0,   5, 0,  0, 0, 1, 0, 0, 0, 38,   0,    0, 0, 0, 0, 0, 1, 44, 0, 0, 0, 1};
  const ExifTables tables = read_exif_tables(block);
  EXPECT_TRUE(tables.big_endian);
  EXPECT_TRUE(equal(tables.main, {{0x0112, 3, 1, {0, 6}}, {0x011A, 5, 1, {0, 0, 1, 44, 0, 0, 0, 1}}}));
  EXPECT_EQ(exif_block(tables)[0], 'M');
  EXPECT_TRUE(equal(read_exif_tables(exif_block(tables)), tables));
}

TEST(ExifTables, EveryPrefixIsReadSafelyAndWhatIsMissingIsTold) {
  const Bytes block = exif_block(sample_tables());  // its last byte fills up a word
  for (std::size_t size = 0; size + 1 < block.size(); ++size) {
    const Bytes prefix(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(equal(read_exif_tables(prefix), sample_tables())) << size;
  }
  Bytes dangling = exif_block({.main = {{0x0112, 3, 1, {6, 0}}}, .exif = {}, .gps = {{0, 1, 4, {2, 3, 0, 0}}}});
  EXPECT_FALSE(read_exif_tables(dangling).broken);
  dangling.erase(dangling.begin() + 8, dangling.begin() + 12);  // the directories are no longer where the links say
  EXPECT_TRUE(read_exif_tables(dangling).broken || read_exif_tables(dangling).empty());
}

/// Entries that each name the same long value: a file of a megabyte could fill gigabytes.
TEST(ExifTables, CopyOnlySoMuch) {
  constexpr std::size_t kEntries = 3000;
  constexpr std::size_t kValueBytes = std::size_t{1} << 20U;
  Bytes block{'I', 'I', 42, 0, 8, 0, 0, 0, kEntries & 0xFFU, kEntries >> 8U};
  for (std::size_t entry = 0; entry < kEntries; ++entry) {
    block.insert(block.end(), {0x0F, 0x01, 2, 0, 0, 0, 0x10, 0, 0, 0, 0, 0});
  }
  block.resize(block.size() + 4 + kValueBytes);
  const ExifTables tables = read_exif_tables(block);
  EXPECT_TRUE(tables.broken);
  EXPECT_EQ(tables.main.size(), kMaxMetadataBytes / kValueBytes);
  EXPECT_EQ(read_exif_fields(block).size(), kMaxMetadataBytes / kValueBytes);
}

TEST(ExifTables, ReadEveryFieldOfTheFirstDirectory) {
  ExifTables tables;
  tables.main = {{0x010F, 2, 2, {'C', 0}}, {0x829A, 5, 1, {1, 0, 0, 0, 125, 0, 0, 0}}};
  tables.gps = {{0, 1, 4, {2, 3, 0, 0}}};
  EXPECT_TRUE(equal(read_exif_fields(exif_block(tables)), tables.main));
  EXPECT_TRUE(read_exif_fields({}).empty());
}

TEST(ExifTables, JoinTheTagsOfATiffFile) {
  for (const bool big_endian : {false, true}) {
    for (const SampleType sample : {SampleType::u8, SampleType::u16, SampleType::f32}) {
      SCOPED_TRACE(testing::Message() << (big_endian ? "big-endian, " : "little-endian, ") << static_cast<int>(sample));
      PixelFormat format{.family = ColorFamily::rgb, .sample = sample};
      format.depth_bits = static_cast<std::uint8_t>(8 * format.sample_bytes());
      const Image image = testing_support::make_picture(
          format, {20, 10}, [](unsigned plane, std::uint32_t x, std::uint32_t) { return plane + x; });
      ExifTables tables = sample_tables();
      tables.big_endian = big_endian;
      Metadata metadata;
      metadata.exif = exif_block(tables);
      const Bytes file = encode_tiff(image, {.metadata = &metadata});
      EXPECT_EQ(file[0], big_endian ? 'M' : 'I');
      const ExifTables read = read_exif_tables(file);
      EXPECT_TRUE(equal(read.exif, tables.exif));
      EXPECT_TRUE(equal(read.gps, tables.gps));
      EXPECT_TRUE(equal(read.interoperability, tables.interoperability));
      const auto decoded = testing_support::decode_file(tiff_codec(), file);
      EXPECT_EQ(testing_support::max_difference(decoded.image, image), 0);
      EXPECT_EQ(decoded.info.orientation, 1) << "the file's own, not the 6 of the table";
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
