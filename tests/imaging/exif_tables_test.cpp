#include "imaging/exif_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "imaging/codec_testing.hpp"
#include "imaging/tiff.hpp"

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

TEST(ExifTables, BigEndianValuesAreTurned) {
  const Bytes block{'M',  'M', 0, 42, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0,  6, 0, 0, 0x01,
                    0x1A, 0,   5, 0,  0, 0, 1, 0, 0, 0, 38,   0,    0, 0, 0, 0, 0, 1, 44, 0, 0, 0, 1};
  const ExifTables tables = read_exif_tables(block);
  EXPECT_TRUE(equal(tables.main, {{0x0112, 3, 1, {6, 0}}, {0x011A, 5, 1, {44, 1, 0, 0, 1, 0, 0, 0}}}));
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

TEST(ExifTables, JoinTheTagsOfATiffFile) {
  const Image image = testing_support::make_picture(
      {.family = ColorFamily::rgb}, {20, 10}, [](unsigned plane, std::uint32_t x, std::uint32_t) { return plane + x; });
  Bytes file = encode_tiff(image, {});
  add_exif_tables(sample_tables(), file);
  const ExifTables read = read_exif_tables(file);
  EXPECT_TRUE(equal(read.exif, sample_tables().exif));
  EXPECT_TRUE(equal(read.gps, sample_tables().gps));
  EXPECT_TRUE(equal(read.interoperability, sample_tables().interoperability));
  const auto decoded = testing_support::decode_file(tiff_codec(), file);
  EXPECT_EQ(testing_support::max_difference(decoded.image, image), 0);
  EXPECT_EQ(decoded.info.orientation, 1) << "the file's own, not the 6 of the table";
}

}  // namespace
}  // namespace resizer::imaging
