#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "imaging/codecs/heif/encode_options.hpp"
#include "imaging/codecs/jpeg/encode_options.hpp"
#include "imaging/codecs/jxl/encode_options.hpp"
#include "imaging/codecs/png/encode_options.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/codecs/tiff/encode_options.hpp"
#include "imaging/codecs/webp/encode_options.hpp"
#include "imaging/support/codec_testing.hpp"

/// The settings of each encoder for --effort.
namespace resizer::imaging {
namespace {

constexpr std::array kEfforts{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

template <class Setting>
auto over_all_efforts(Setting setting) {
  std::array<decltype(setting(EncodeOptions{})), kEfforts.size()> all{};
  for (const int effort : kEfforts) all.at(static_cast<std::size_t>(effort)) = setting({.effort = effort});
  return all;
}

TEST(Effort, ChoosesTheHuffmanCodesOfJpeg) {
  using enum JpegHuffman;
  const std::array expected{standard, sampled, sampled, sampled, sampled, optimal, optimal, optimal, optimal, optimal};
  EXPECT_EQ(over_all_efforts([](const EncodeOptions& options) { return jpeg_encode_options(options).huffman; }),
            expected);
  EXPECT_EQ(jpeg_encode_options({}).huffman, sampled);
}

TEST(Effort, IsTheDeflateLevelOfPng) {
  const std::array expected{0, 1, 2, 3, 4, 5, 6, 8, 10, 12};
  EXPECT_EQ(over_all_efforts([](const EncodeOptions& options) { return *png_encode_options(options).deflate_level; }),
            expected);
  EXPECT_EQ(png_encode_options({}).deflate_level, std::nullopt);
}

TEST(Effort, IsTheDeflateLevelOfTiff) {
  const std::array expected{1, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  EXPECT_EQ(over_all_efforts([](const EncodeOptions& options) { return tiff_encode_options(options).deflate_level; }),
            expected);
  EXPECT_EQ(tiff_encode_options({}).deflate_level, 1);
}

TEST(Effort, IsTheMethodOfWebp) {
  const std::array methods{0, 1, 1, 2, 3, 3, 4, 5, 5, 6};
  EXPECT_EQ(over_all_efforts([](const EncodeOptions& options) { return webp_encode_options(options).method; }),
            methods);
  const std::array levels{0, 1, 2, 3, 4, 5, 6, 7, 8, 8};
  EXPECT_EQ(over_all_efforts([](const EncodeOptions& options) { return webp_encode_options(options).lossless_level; }),
            levels);
  EXPECT_EQ(webp_encode_options({}).method, 4);
  EXPECT_EQ(webp_encode_options({}).lossless_level, 2);
}

TEST(Effort, IsTheSpeedOfAvif) {
  const std::array expected{9, 8, 8, 7, 7, 6, 6, 5, 5, 4};
  EXPECT_EQ(over_all_efforts([](const EncodeOptions& options) { return avif_encode_options(options).speed; }),
            expected);
  EXPECT_EQ(avif_encode_options({}).speed, 8);
}

TEST(Effort, IsThatOfJpegXl) {
  const std::array expected{1, 3, 3, 4, 4, 5, 6, 7, 8, 9};
  EXPECT_EQ(over_all_efforts([](const EncodeOptions& options) { return jxl_encode_options(options).effort; }),
            expected);
  EXPECT_EQ(jxl_encode_options({}).effort, 4);
}

/// Smooth with some noise, and flat in one half, so that there is something to find for every encoder.
Image sample_image(const PixelFormat& format) {
  return testing_support::make_picture(format, {160, 120}, [](unsigned plane, std::uint32_t x, std::uint32_t y) {
    const std::uint32_t noise = (x * 2654435761U ^ y * 40503U) >> 13U & 7U;
    return x < 80 ? 128.0 : 100 + 50 * std::sin(0.1 * x + plane) + 25 * std::cos(0.2 * y) + noise;
  });
}

class EveryWrittenFormat : public testing::TestWithParam<model::Format> {};

TEST_P(EveryWrittenFormat, TakesNoMoreBytesForMoreEffort) {
  const Codec& codec = *find_codec(GetParam());
  for (const Compression compression : {Compression::lossy, Compression::lossless}) {
    const PixelFormat format = codec.storable(PixelFormat{}, compression);
    const Image image = sample_image(format);
    const Bytes usual = codec.encode(image, {.compression = compression});
    const Bytes fast = codec.encode(image, {.effort = 0, .compression = compression});
    const Bytes small = codec.encode(image, {.effort = 9, .compression = compression});
    EXPECT_LT(small.size(), fast.size());
    const model::Compressions possible = codec.traits().compressions;
    const bool is_lossless = possible == model::Compressions::lossless ||
                             (possible == model::Compressions::both && compression == Compression::lossless);
    const Image pixels = testing_support::decode_file(codec, usual).image;
    for (const Bytes& file : {fast, small}) {
      const Image decoded = testing_support::decode_file(codec, file).image;
      EXPECT_EQ(decoded.size, image.size);
      if (is_lossless) {
        EXPECT_EQ(testing_support::max_difference(decoded, pixels), 0);
      }
    }
  }
}

std::vector<model::Format> written_formats() {
  std::vector<model::Format> written;
  for (const model::FormatTraits& row : model::format_traits()) {
    if (row.is_written) written.push_back(row.format);
  }
  return written;
}

INSTANTIATE_TEST_SUITE_P(Effort, EveryWrittenFormat, testing::ValuesIn(written_formats()),
                         [](const auto& test) { return std::string(model::name_of(test.param)); });

}  // namespace
}  // namespace resizer::imaging
