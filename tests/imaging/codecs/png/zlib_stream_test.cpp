#include "imaging/codecs/png/zlib_stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

namespace resizer::imaging {
namespace {

/// Noise that compresses a little, and repeats what stands after its second byte.
Bytes repetitive_noise(std::size_t size, std::uint32_t seed) {
  constexpr unsigned kLevels = 60;
  constexpr std::ptrdiff_t kRepeated = 12;
  std::mt19937 draw(seed);
  Bytes bytes(size);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(draw() % kLevels);
  if (size > 4 * kRepeated) {
    std::copy_n(bytes.begin() + 2, kRepeated, bytes.begin() + static_cast<std::ptrdiff_t>(size / 2));
  }
  return bytes;
}

TEST(Deflate, IsInflatedToWhatItWas) {
  for (const int level : {kFastDeflate, 1, kThoroughDeflate, 12}) {
    for (const std::size_t size : {0, 1, 2, 3, 4, 5, 6, 15, 16, 17, 100, 287, 288, 289, 1000, 70'000, 1'000'000}) {
      const Bytes raw = repetitive_noise(size, static_cast<std::uint32_t>(size));
      EXPECT_EQ(inflate(deflate(raw, level), size + 1), raw) << size << " bytes, level " << level;
    }
  }
}

/// The hash of what? Of the input's bytes, and never of an address: threads have their stacks and heaps far apart.
TEST(Deflate, DoesNotDependOnWhereItsMemoryLies) {
  constexpr std::uint32_t kStreams = 10'000;
  constexpr std::size_t kStreamBytes = 1000;
  for (const int level : {kFastDeflate, kThoroughDeflate}) {
    const auto compress_all = [&](std::vector<Bytes>& results) {
      for (std::uint32_t seed = 0; seed < kStreams; ++seed) {
        results.push_back(deflate(repetitive_noise(kStreamBytes, seed), level));
      }
    };
    std::vector<Bytes> here;
    std::vector<Bytes> elsewhere;
    compress_all(here);
    std::thread(compress_all, std::ref(elsewhere)).join();
    std::uint32_t different = 0;
    for (std::uint32_t seed = 0; seed < kStreams; ++seed) different += here[seed] != elsewhere[seed] ? 1 : 0;
    EXPECT_EQ(different, 0U) << "of " << kStreams << " streams, level " << level;
  }
}

}  // namespace
}  // namespace resizer::imaging
