#include "util/hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace resizer::util {
namespace {

TEST(Hash, IsThatOfTheSpecification) {
  EXPECT_EQ(hash_of(""), 0x2D06800538D394C2U);
  EXPECT_EQ(hash_of("a"), 0xE6C632B61E964E1FU);
  EXPECT_NE(hash_of("a", 1), hash_of("a"));
}

TEST(Hash, IsTheSameInParts) {
  std::string bytes;
  for (int i = 0; i < 2000; ++i) bytes += static_cast<char>(i * 7);
  for (const std::size_t part : {1U, 3U, 240U, 241U, 1999U, 2000U}) {
    Hash hash;
    for (std::size_t start = 0; start < bytes.size(); start += part)
      hash.add(std::string_view(bytes).substr(start, part));
    EXPECT_EQ(hash.value(), hash_of(bytes)) << part;
  }
}

}  // namespace
}  // namespace resizer::util
