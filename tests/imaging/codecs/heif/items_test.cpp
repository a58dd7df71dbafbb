#include "imaging/codecs/heif/items.hpp"

#include <gtest/gtest.h>

#include <string>

#include "imaging/codecs/heif/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/heif_testing.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using testing_support::big_endian;
using testing_support::box;
using testing_support::StoredFile;
using testing_support::StoredItem;
using testing_support::write_heif;
using testing_support::operator+;

/// A file of nothing but the boxes that say where item 1 is, in these parts.
Bytes file_of_parts(const Bytes& locations) {
  return box("meta", Bytes(4) + box("pitm", big_endian(1, 6)) +
                         box("iinf", Bytes(4) + big_endian(1, 2) +
                                         box("infe", big_endian(0x02000000, 4) + big_endian(1, 2) + Bytes(2) +
                                                         Bytes{'E', 'x', 'i', 'f', 0})) +
                         box("iloc", locations));
}

Bytes locations(unsigned offset_bytes, unsigned length_bytes,
                const std::vector<std::pair<std::uint64_t, std::uint64_t>>& parts) {
  Bytes made = Bytes(4) + big_endian(offset_bytes << 12U | length_bytes << 8U, 2) + big_endian(1, 2) +
               big_endian(1, 2) + Bytes(2) + big_endian(parts.size(), 2);
  for (const auto& [offset, length] : parts) {
    made = made + big_endian(offset, offset_bytes) + big_endian(length, length_bytes);
  }
  return made;
}

TEST(HeifItems, DataIsJoinedFromItsParts) {
  const Bytes file = file_of_parts(locations(8, 8, {{4, 4}, {0, 2}}));
  const HeifItems items(file);
  const HeifData data = items.data(1);
  EXPECT_EQ(std::string(data.bytes().begin(), data.bytes().end()), std::string("meta") + std::string(2, '\0'));
  EXPECT_EQ(items.data_bytes(1), 6U);
}

TEST(HeifItems, PartsOutsideTheFileAndPartsThatOverlapAreRefused) {
  struct Row {
    const char* what;
    Bytes locations;
    util::ErrorCode code;
  };
  const Row rows[] = {
      {"behind the end", locations(4, 4, {{1U << 20U, 1}}), util::ErrorCode::truncated},
      {"over the end", locations(4, 4, {{0, 1U << 20U}}), util::ErrorCode::truncated},
      {"a sum that wraps", locations(8, 8, {{8, UINT64_MAX - 4}}), util::ErrorCode::truncated},
      {"an offset that wraps", locations(8, 8, {{UINT64_MAX, 8}}), util::ErrorCode::truncated},
      {"nearly all of it, twice", locations(4, 4, {{0, 90}, {0, 90}}), util::ErrorCode::corrupt},
      {"everything, again and again", locations(0, 0, std::vector<std::pair<std::uint64_t, std::uint64_t>>(60000)),
       util::ErrorCode::corrupt},
      {"none", locations(4, 4, {}), util::ErrorCode::truncated},
  };
  for (const Row& row : rows) {
    const Bytes file = file_of_parts(row.locations);
    try {
      HeifItems(file).data(1);
      ADD_FAILURE() << row.what;
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), row.code) << row.what << ": " << error.what();
    }
  }
}

TEST(HeifItems, MoreEntriesThanAnyPictureNeedsAreRefused) {
  Bytes entries;
  const Bytes entry =
      box("infe", big_endian(0x03000000, 4) + big_endian(0, 4) + Bytes(2) + Bytes{'a', 'v', '0', '1', 0});
  constexpr std::uint32_t kCount = (1U << 18U) + 2;
  for (std::uint32_t id = 0; id < kCount; ++id) {
    entries.insert(entries.end(), entry.begin(), entry.end());
    const Bytes number = big_endian(id, 4);
    std::copy(number.begin(), number.end(), entries.end() - 11);
  }
  const Bytes file = box("meta", Bytes(4) + box("pitm", big_endian(1, 6)) +
                                     box("iinf", big_endian(0x01000000, 4) + big_endian(kCount, 4) + entries));
  try {
    const HeifItems items(file);
    ADD_FAILURE();
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::too_large) << error.what();
  }
}

/// Tens of thousands of items beside the image cost no more than reading them.
TEST(HeifItems, ManyItemsAreReadOnceEach) {
  const Image image = testing_support::make_picture(testing_support::format_of(ColorFamily::ycbcr, {1, 1}), {32, 16});
  StoredFile file{.items = {testing_support::coded_item({.lossless = true}, image)}};
  StoredItem other = file.items.front();
  other.data = {0};
  other.is_hidden = true;
  for (unsigned count = 0; count < 20000; ++count) file.items.push_back(other);
  const auto decoded = testing_support::decode_file(avif_codec(), write_heif(file));
  EXPECT_EQ(testing_support::max_difference(decoded.image, image), 0);
}

TEST(HeifItems, EssentialPropertiesMustBeKnown) {
  const Image image = testing_support::make_picture(testing_support::format_of(ColorFamily::ycbcr, {1, 1}), {32, 16});
  StoredItem item = testing_support::coded_item({}, image);
  Bytes file = write_heif({.items = {item}});
  // The configuration is essential; under another name it is an essential property that is unknown.
  const std::string_view name = "av1C";
  std::copy_n("xyz1", 4, std::search(file.begin(), file.end(), name.begin(), name.end()));
  try {
    testing_support::decode_file(avif_codec(), file);
    ADD_FAILURE();
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::unsupported_format);
    EXPECT_NE(std::string(error.what()).find("'xyz1'"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace resizer::imaging
