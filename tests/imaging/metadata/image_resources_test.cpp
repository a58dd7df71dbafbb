#include "imaging/metadata/image_resources.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/support/pictures.hpp"

namespace resizer::imaging {
namespace {

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

void append(Bytes& to, const Bytes& bytes) {
  to.insert(to.end(), bytes.begin(), bytes.end());
}

/// With a name of so many letters.
Bytes resource(std::uint16_t number, std::string_view data, std::size_t name_length = 0) {
  Bytes bytes = bytes_of("8BIM");
  bytes.push_back(static_cast<std::uint8_t>(number >> 8U));
  bytes.push_back(static_cast<std::uint8_t>(number));
  bytes.push_back(static_cast<std::uint8_t>(name_length));
  bytes.insert(bytes.end(), name_length, 'n');
  if (name_length % 2 == 0) bytes.push_back(0);
  append_big_endian(bytes, static_cast<std::uint32_t>(data.size()));
  append(bytes, bytes_of(data));
  if (data.size() % 2 != 0) bytes.push_back(0);
  return bytes;
}

TEST(ImageResources, OnlyThoseThatTellOfThePictureStay) {
  for (const std::size_t name_length : {0U, 1U, 2U, 255U}) {
    Bytes all;
    Bytes kept;
    for (const int number : {0x03ED, 0x0404, 0x040A, 0x040B, 0x040C, 0x0422, 0x0425}) {
      const bool is_kept = number == 0x0404 || number == 0x040A || number == 0x040B || number == 0x0425;
      append(all, resource(static_cast<std::uint16_t>(number), "odd", name_length));
      if (is_kept) append(kept, resource(static_cast<std::uint16_t>(number), "odd", name_length));
    }
    EXPECT_EQ(descriptive_resources(all), kept) << "names of " << name_length;
    all.pop_back();  // the filler at the end
    EXPECT_EQ(descriptive_resources(all), kept) << "names of " << name_length;
  }
}

TEST(ImageResources, WhatCannotBeReadEndsThem) {
  const Bytes good = resource(0x0404, "data");
  Bytes bytes = good;
  append(bytes, resource(0x040A, "data"));
  for (std::size_t size = good.size(); size < bytes.size(); ++size) {
    EXPECT_EQ(descriptive_resources(ByteView(bytes).first(size)), good) << size;
  }
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_TRUE(descriptive_resources(ByteView(bytes).first(size)).empty()) << size;
  }
}

TEST(ImageResources, RecordsBecomeAResource) {
  EXPECT_EQ(iptc_resource(bytes_of("odd")), resource(0x0404, "odd"));
}

/// They may be in several segments, whole ones or not, and be longer than one.
TEST(ImageResources, OfAllSegmentsOfAJpegAreJoined) {
  Metadata metadata;
  for (const std::size_t length : {100U, 65'000U, 200'000U})
    append(metadata.iptc, resource(0x0404, std::string(length, 'i')));
  const Bytes file = encode_jpeg(
      testing_support::make_flat(testing_support::format_of(ColorFamily::gray), {16, 16}, 100), {90, &metadata});
  EXPECT_EQ(jpeg_codec().open(file)->info().metadata.iptc, metadata.iptc);
}

}  // namespace
}  // namespace resizer::imaging
