#include <gtest/gtest.h>

#include <array>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "model/setting.hpp"

/// --lossless: outputs hold the samples that a PNG would.
namespace resizer::imaging {
namespace {

namespace test = testing_support;
using model::Format;

PixelFormat pixels(ColorFamily family, Alpha alpha, std::uint8_t depth_bits = 8) {
  PixelFormat format = test::format_of(family);
  format.alpha = alpha;
  format.depth_bits = depth_bits;
  if (depth_bits > 8) format.sample = SampleType::u16;
  return format;
}

model::ResizeOptions lossless(Format format) {
  model::ResizeOptions options;
  options.formats = {format};
  options.lossless = true;
  return options;
}

TEST(Lossless, HoldsTheSamplesOfAPng) {
  for (const Format format : {Format::webp, Format::avif, Format::jxl, Format::tiff}) {
    for (const ColorFamily family : {ColorFamily::rgb, ColorFamily::gray}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
        const Bytes file = encode_png(test::make_picture(pixels(family, alpha), {90, 71}), {});
        const Image expected = test::in_rgb(test::process(file, 37, lossless(Format::png)).image);
        const Image made = test::in_rgb(test::process(file, 37, lossless(format)).image);
        EXPECT_EQ(test::max_difference(made, expected), 0)
            << model::name_of(format) << " of " << test::printed(pixels(family, alpha));
      }
    }
  }
}

TEST(Lossless, HoldsSixteenBitsInJpegXl) {
  const Bytes file = encode_png(test::make_picture(pixels(ColorFamily::rgb, Alpha::straight, 16), {90, 71}), {});
  const test::Processed made = test::process(file, 37, lossless(Format::jxl));
  EXPECT_EQ(test::max_difference(made.image, test::process(file, 37, lossless(Format::png)).image), 0);
  EXPECT_TRUE(made.report.warnings.empty());
}

TEST(Lossless, KeepsTheYcbcrOfAJpegInAvif) {
  for (const std::uint8_t depth_bits : std::to_array<std::uint8_t>({8, 12})) {
    for (const Subsampling subsampling : {Subsampling{0, 0}, Subsampling{1, 1}}) {
      PixelFormat wanted = pixels(ColorFamily::ycbcr, Alpha::none, depth_bits);
      wanted.subsampling = subsampling;
      const Codec& avif = *find_codec(Format::avif);
      const PixelFormat format = avif.storable(wanted, Compression::lossless);
      EXPECT_EQ(format, wanted);
      const Image image = test::make_picture(format, {61, 43});
      const Bytes file = avif.encode(image, {.compression = Compression::lossless});
      EXPECT_EQ(test::max_difference(test::decode_file(avif, file).image, image), 0) << test::printed(format);
    }
  }
}

TEST(Lossless, ConvertsTheYcbcrOfAJpegOnceInOtherFormats) {
  const Codec& jpeg = *find_codec(Format::jpeg);
  const Bytes file =
      jpeg.encode(test::make_picture(test::format_of(ColorFamily::ycbcr, {1, 1}), {90, 71}), {.quality = 90});
  const Image expected = test::process(file, 37, lossless(Format::png)).image;
  for (const Format format : {Format::webp, Format::jxl}) {
    EXPECT_EQ(test::max_difference(test::process(file, 37, lossless(format)).image, expected), 0)
        << model::name_of(format);
  }
}

TEST(Lossless, IsRefusedWhereTheFormatIsLossy) {
  const Bytes file = encode_png(test::make_picture(test::format_of(ColorFamily::rgb), {40, 30}), {});
  try {
    test::process(file, 20, lossless(Format::jpeg));
    ADD_FAILURE() << "made";
  } catch (const model::SettingError& error) {
    EXPECT_STREQ(error.what(), "JPEG cannot be lossless");
    EXPECT_EQ(error.settings(), std::vector{model::Setting::output_format});
  }
}

TEST(NearLossless, ChangesSamplesOfWebpAlittle) {
  const Bytes file = encode_png(test::make_picture(test::format_of(ColorFamily::rgb), {190, 171}), {});
  model::ResizeOptions options = lossless(Format::webp);
  const test::Processed exact = test::process(file, 137, options);
  const auto change_at = [&](int level) {
    options.near_lossless = level;
    const test::Processed near = test::process(file, 137, options);
    if (level < 100) {
      EXPECT_LT(near.file.size(), exact.file.size()) << level;
    }
    return test::max_difference(near.image, exact.image);
  };
  EXPECT_EQ(change_at(100), 0);
  EXPECT_GT(change_at(60), 0);
  EXPECT_LE(change_at(60), 4);
  EXPECT_GT(change_at(0), change_at(60));
  EXPECT_LE(change_at(0), 32);
}

}  // namespace
}  // namespace resizer::imaging
