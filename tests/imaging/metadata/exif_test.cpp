#include "imaging/metadata/exif.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "imaging/metadata/exif_directory.hpp"
#include "imaging/support/codec_testing.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;

using Block = std::vector<std::uint8_t>;

/// Appends integers in one byte order.
class Builder {
 public:
  explicit Builder(bool big_endian) : big_endian_(big_endian) {
    bytes_.assign(2, static_cast<std::uint8_t>(big_endian ? 'M' : 'I'));
    u16(42);
    u32(8);
  }
  Builder& u16(std::uint32_t value) { return integer(value, 2); }
  Builder& u32(std::uint32_t value) { return integer(value, 4); }
  Builder& text(const std::string& text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return *this;
  }
  /// An entry of type 3 (SHORT), left-justified in its four bytes.
  Builder& short_entry(unsigned tag, unsigned value) { return u16(tag).u16(3).u32(1).u16(value).u16(0); }
  Builder& long_entry(unsigned tag, std::uint32_t value) { return u16(tag).u16(4).u32(1).u32(value); }
  const Block& bytes() const { return bytes_; }

 private:
  Builder& integer(std::uint32_t value, unsigned size_bytes) {
    for (unsigned i = 0; i < size_bytes; ++i) {
      bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * (big_endian_ ? size_bytes - 1 - i : i))));
    }
    return *this;
  }
  bool big_endian_;
  Block bytes_;
};

std::string printed(bool big_endian) {
  return big_endian ? "big-endian" : "little-endian";
}

/// A block as cameras write them: main directory, Exif directory, some maker's data, thumbnail directory, thumbnail.
Block camera_block(bool big_endian, unsigned orientation) {
  Builder builder(big_endian);
  builder.u16(3).u16(0x010F).u16(2).u32(6).u32(50);                     // 8: Make at 50
  builder.short_entry(0x0112, orientation).long_entry(0x8769, 56);      // 22, 34: orientation, Exif directory at 56
  builder.u32(100).text(std::string("Maker\0", 6));                     // 46: thumbnail's directory at 100; 50: Make
  builder.u16(3).short_entry(0xA002, 4000).long_entry(0xA003, 3000);    // 56
  builder.u16(0x927C).u16(7).u32(4).text("Note").u32(0);                // 82: maker note; 94: no next
  builder.u16(0);                                                       // 98: a gap
  builder.u16(2).long_entry(0x0201, 130).long_entry(0x0202, 4).u32(0);  // 100
  builder.text("JPEG");                                                 // 130
  return builder.bytes();
}

std::uint32_t value_of(const Block& block, std::size_t directory_at, ExifTag tag) {
  ExifStream stream(block);
  const auto directory = stream.directory(directory_at);
  if (!directory) return 0;
  for (const ExifEntry& entry : directory->entries) {
    if (entry.tag == tag) return stream.integer(entry).value_or(0);
  }
  return 0;
}

TEST(Exif, OrientationIsReadInBothByteOrders) {
  for (const bool big_endian : {false, true}) {
    for (unsigned orientation = 1; orientation <= 8; ++orientation) {
      const ExifSummary summary = summarize_exif(camera_block(big_endian, orientation));
      EXPECT_EQ(summary.orientation, static_cast<int>(orientation)) << printed(big_endian);
      EXPECT_FALSE(summary.broken) << printed(big_endian);
    }
  }
}

TEST(Exif, TagsMayStandInAnyOrderAndTheNextOffsetMayBeMissing) {
  Builder builder(true);
  builder.u16(3).short_entry(0x0128, 2).short_entry(0x0112, 6).short_entry(0x0100, 10);
  const ExifSummary summary = summarize_exif(builder.bytes());
  EXPECT_EQ(summary.orientation, 6);
  EXPECT_FALSE(summary.broken);
}

TEST(Exif, ValuesThatMeanNothingAreOrientationOne) {
  for (const unsigned value : {0U, 9U, 256U, 65535U}) {
    Builder builder(false);
    builder.u16(1).short_entry(0x0112, value).u32(0);
    EXPECT_EQ(summarize_exif(builder.bytes()).orientation, 1) << value;
  }
}

TEST(Exif, OrientationIsReadInEveryIntegerType) {
  for (const bool big_endian : {false, true}) {
    for (const unsigned type : {1U, 3U, 4U, 6U, 8U, 9U}) {
      Builder builder(big_endian);
      builder.u16(1).u16(0x0112).u16(type).u32(1);
      const bool is_byte = type == 1 || type == 6;
      if (is_byte) builder.text(std::string("\6\0\0\0", 4));
      if (type == 3 || type == 8) builder.u16(6).u16(0);
      if (type == 4 || type == 9) builder.u32(6);
      builder.u32(0);
      SCOPED_TRACE(printed(big_endian) + ", type " + std::to_string(type));
      EXPECT_EQ(summarize_exif(builder.bytes()).orientation, 6);
      EXPECT_FALSE(summarize_exif(builder.bytes()).broken);
      for (const int orientation : {1, 6}) {
        const Block updated = updated_exif(builder.bytes(), {8, 8}, orientation);
        EXPECT_EQ(summarize_exif(updated).orientation, orientation);
        EXPECT_FALSE(summarize_exif(updated).broken);
      }
    }
  }
}

TEST(Exif, OfSeveralOrientationsTheFirstThatMeansAnythingCountsAndAllAreUpdated) {
  Builder builder(false);
  builder.u16(3).short_entry(0x0112, 0).short_entry(0x0112, 6).short_entry(0x0112, 3).u32(0);
  EXPECT_EQ(summarize_exif(builder.bytes()).orientation, 6);
  const Block updated = updated_exif(builder.bytes(), {8, 8});
  ExifStream stream(updated);
  const auto directory = stream.directory(8);
  ASSERT_TRUE(directory && directory->entries.size() == 3);
  for (const ExifEntry& entry : directory->entries) EXPECT_EQ(stream.integer(entry), 1U);
}

TEST(Exif, DirectoriesWithoutEntriesAreNotBroken) {
  for (const bool big_endian : {false, true}) {
    Builder empty(big_endian);
    empty.u16(0).u32(0);
    Builder empty_below(big_endian);
    empty_below.u16(2).short_entry(0x0112, 6).long_entry(0x8769, 38).u32(0).u16(0).u32(0);
    for (const Block& block : {empty.bytes(), empty_below.bytes()}) {
      EXPECT_FALSE(summarize_exif(block).broken) << ::testing::PrintToString(block);
      EXPECT_EQ(updated_exif(block, {8, 8}).size(), block.size());
    }
  }
}

TEST(Exif, ADirectoryWithinTheHeaderIsBroken) {
  for (const unsigned at : {0U, 4U, 7U}) {
    Block block(64, 0);
    std::copy_n("MM\0*", 4, block.begin());
    block[7] = static_cast<std::uint8_t>(at);
    EXPECT_TRUE(summarize_exif(block).broken) << at;
    EXPECT_TRUE(updated_exif(block, {8, 8}).empty()) << at;
  }
}

TEST(Exif, TheUtf8OfExif3IsAKnownType) {
  Builder builder(false);
  builder.u16(1).u16(0x010F).u16(129).u32(6).u32(26).u32(0).text(std::string("M\xC3\xA4ker", 6));
  EXPECT_FALSE(summarize_exif(builder.bytes()).broken);
}

TEST(Exif, WhatCanBeReadOfBrokenBlocksIsUsed) {
  Builder bad_offset(false);
  bad_offset.u16(2).short_entry(0x0112, 8).u16(0x010F).u16(2).u32(100).u32(5000).u32(0);
  Builder bad_type(true);
  bad_type.u16(2).u16(0x010F).u16(99).u32(1).u32(0).short_entry(0x0112, 8).u32(0);
  Builder too_many(true);
  too_many.u16(500).short_entry(0x0112, 8);
  for (const Block& block : {bad_offset.bytes(), bad_type.bytes(), too_many.bytes()}) {
    const ExifSummary summary = summarize_exif(block);
    EXPECT_EQ(summary.orientation, 8) << ::testing::PrintToString(block);
    EXPECT_TRUE(summary.broken) << ::testing::PrintToString(block);
    const Block updated = updated_exif(block, {10, 10});
    EXPECT_EQ(summarize_exif(updated).orientation, 1) << ::testing::PrintToString(block);
    EXPECT_EQ(updated.size(), block.size());
  }
}

TEST(Exif, EmptyDirectoriesAreNotBroken) {
  for (const bool big_endian : {false, true}) {
    const auto summary_of = [&](const std::function<void(Builder&)>& add) {
      Builder builder(big_endian);
      add(builder);
      EXPECT_FALSE(updated_exif(builder.bytes(), {8, 8}).empty());
      return summarize_exif(builder.bytes());
    };
    EXPECT_FALSE(summary_of([](Builder& block) { block.u16(0).u32(0); }).broken);
    EXPECT_FALSE(summary_of([](Builder& block) { block.u16(0); }).broken) << "no offset of a next one";
    EXPECT_FALSE(summary_of([](Builder& block) { block.u16(0).u32(0).text(std::string(100, '\0')); }).broken);
    EXPECT_FALSE(summary_of([](Builder& block) { block.u16(0).u32(14).u16(0).u32(0); }).broken) << "thumbnail";
    EXPECT_FALSE(summary_of([](Builder& block) { block.u16(1).long_entry(0x8769, 26).u32(0).u16(0).u32(0); }).broken);
    EXPECT_FALSE(summary_of([](Builder& block) { block.u16(1).long_entry(0x8825, 0).u32(0); }).broken) << "no GPS";
  }
}

TEST(Exif, BytesThatAreNoTiffStreamAreBroken) {
  for (const std::string text : {"", "I", "II*", "XX*\0\0\0\0\0", "IM\0*\0\0\0\10", "II*\0\10\0\0\0"}) {
    const Block block(text.begin(), text.end());
    const ExifSummary summary = summarize_exif(block);
    EXPECT_EQ(summary.orientation, 1) << text;
    EXPECT_EQ(summary.broken, !text.empty()) << text;
    EXPECT_TRUE(updated_exif(block, {1, 1}).empty()) << text;
  }
}

TEST(Exif, EveryPrefixAndEveryChangedByteIsSafe) {
  const Block whole = camera_block(true, 6);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Block prefix(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_LE(updated_exif(prefix, {640, 480}).size(), size);
    for (const int value : {0, 1, 0x7F, 0x80, 0xFF}) {
      Block changed = whole;
      changed[size] = static_cast<std::uint8_t>(value);
      const ExifSummary summary = summarize_exif(changed);
      EXPECT_TRUE(summary.orientation >= 1 && summary.orientation <= 8) << size << " set to " << value;
      EXPECT_LE(updated_exif(changed, {640, 480}).size(), whole.size()) << size << " set to " << value;
    }
  }
}

TEST(Exif, DirectoriesThatLeadToThemselvesEnd) {
  Builder builder(true);
  builder.u16(3).long_entry(0x8769, 8).long_entry(0x8825, 8).short_entry(0x0112, 3).u32(8);
  EXPECT_EQ(summarize_exif(builder.bytes()).orientation, 3);
  EXPECT_EQ(summarize_exif(updated_exif(builder.bytes(), {1, 1})).orientation, 1);
}

TEST(Exif, UpdateChangesOrientationSizeAndThumbnailOnly) {
  for (const bool big_endian : {false, true}) {
    const Block before = camera_block(big_endian, 6);
    const Block after = updated_exif(before, {70'000, 600});
    EXPECT_EQ(summarize_exif(after).orientation, 1) << printed(big_endian);
    EXPECT_FALSE(summarize_exif(after).broken) << printed(big_endian);
    EXPECT_EQ(value_of(after, 56, ExifTag::pixel_x_dimension), 70'000U) << printed(big_endian);
    EXPECT_EQ(value_of(after, 56, ExifTag::pixel_y_dimension), 600U) << printed(big_endian);
    EXPECT_EQ(after.size(), 100U) << "cut off before the thumbnail's directory, " << printed(big_endian);

    Block expected(before.begin(), before.begin() + 100);
    const auto forget = [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) expected[i] = after[i];
    };
    forget(22, 34);  // orientation
    forget(46, 50);  // the next directory
    forget(58, 82);  // the pixel dimensions
    EXPECT_EQ(after, expected) << printed(big_endian);
    EXPECT_TRUE(std::all_of(&after[46], &after[50], [](auto byte) { return byte == 0; })) << printed(big_endian);
  }
}

TEST(Exif, AThumbnailInTheMiddleIsZeroedInPlace) {
  Builder builder(false);
  builder.u16(2).short_entry(0x0112, 6).u16(0x010F).u16(2).u32(6).u32(72).u32(38);  // 8: Make at 72
  builder.u16(2).long_entry(0x0201, 68).long_entry(0x0202, 4).u32(0);               // 38
  builder.text("JPEG").text(std::string("Maker\0", 6));                             // 68, 72
  const Block after = updated_exif(builder.bytes(), {8, 8});
  ASSERT_EQ(after.size(), builder.bytes().size());
  EXPECT_TRUE(std::all_of(&after[38], &after[72], [](auto byte) { return byte == 0; }));
  EXPECT_EQ(std::string(&after[72], &after[77]), "Maker");
}

TEST(Exif, AThumbnailThatOverlapsOtherDataLeavesItAlone) {
  Builder builder(false);
  builder.u16(2).short_entry(0x0112, 6).u16(0x010F).u16(2).u32(6).u32(68).u32(38);
  builder.u16(2).long_entry(0x0201, 8).long_entry(0x0202, 5000).u32(0);
  builder.text(std::string("Maker\0", 6));
  const Block after = updated_exif(builder.bytes(), {8, 8});
  ASSERT_EQ(after.size(), builder.bytes().size());
  EXPECT_EQ(std::string(&after[68], &after[73]), "Maker");
}

TEST(Exif, ResolutionsAreExchangedByATurn) {
  for (const bool big_endian : {false, true}) {
    Builder builder(big_endian);
    builder.u16(3).u16(0x011A).u16(5).u32(1).u32(50).u16(0x011B).u16(5).u32(1).u32(58).short_entry(0x0128, 2);
    builder.u32(0).u32(300).u32(1).u32(150).u32(1);
    Block block = builder.bytes();
    transpose_exif_resolution(block);
    ExifStream stream(block);
    const auto directory = stream.directory(8);
    ASSERT_TRUE(directory && directory->entries.size() == 3) << printed(big_endian);
    EXPECT_EQ(stream.u32(directory->entries[0].value.begin), 150U) << printed(big_endian);
    EXPECT_EQ(stream.u32(directory->entries[1].value.begin), 300U) << printed(big_endian);
  }
  Block without{'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0};
  transpose_exif_resolution(without);
  EXPECT_EQ(without.size(), 10U);
}

TEST(Exif, ThePrefixOfJpegIsSkipped) {
  const std::string with("Exif\0\0II*", 9);
  const Block block(with.begin(), with.end());
  EXPECT_EQ(without_exif_prefix(block).size(), 3U);
  EXPECT_EQ(without_exif_prefix(without_exif_prefix(block)).size(), 3U);
  EXPECT_TRUE(without_exif_prefix({}).empty());
}

TEST(Exif, FilesOfOrientationOneToEight) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const std::string name = "fixtures/Landscape_" + std::to_string(orientation) + ".jpg";
    const auto file = test::shared_file(name);
    if (!file) GTEST_SKIP() << "no ../shared/" << name;
    const std::string_view marker("Exif\0\0", 6);
    const auto found = std::search(file->begin(), file->end(), marker.begin(), marker.end());
    ASSERT_NE(found, file->end()) << name;
    const auto length = static_cast<std::size_t>(found[-2] << 8 | found[-1]) - 2;
    const ExifSummary summary = summarize_exif(without_exif_prefix({&*found, length}));
    EXPECT_EQ(summary.orientation, orientation) << name;
    EXPECT_FALSE(summary.broken) << name;
  }
}

}  // namespace
}  // namespace resizer::imaging
