#include <gtest/gtest.h>

#include <string>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "imaging/support/pictures.hpp"
#include "support/temp_folder.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using model::Warnings;

/// What one of the shared fixtures becomes at width 300, in its own format; HEIC, which is only read, as JPEG.
struct Row {
  const char* name;
  model::Format format;
  int orientation;
  std::uint32_t width_px;
  std::uint32_t height_px;
  int depth_bits;
  int channels;
  bool alpha;
  bool icc;
  Warnings warnings;
};

constexpr Row kRows[] = {
    {"16-bit-grey-alpha.png", model::Format::png, 1, 300, 264, 16, 1, true, true, {}},
    {"4.webp", model::Format::webp, 1, 300, 226, 8, 3, false, false, {}},
    {"Channel_digital_image_CMYK_color.jpg", model::Format::jpeg, 1, 300, 200, 8, 3, false, true, {}},
    {"Flag_of_the_Netherlands-16bit.png", model::Format::png, 1, 300, 200, 16, 3, false, false, {}},
    {"IMG_5195.HEIC", model::Format::jpeg, 1, 300, 387, 8, 3, false, true, {}},
    {"Landscape_1.jpg", model::Format::jpeg, 1, 300, 225, 8, 3, false, false, {}},
    {"Landscape_2.jpg", model::Format::jpeg, 2, 300, 225, 8, 3, false, true, {}},
    {"Landscape_3.jpg", model::Format::jpeg, 3, 300, 225, 8, 3, false, true, {}},
    {"Landscape_4.jpg", model::Format::jpeg, 4, 300, 225, 8, 3, false, true, {}},
    {"Landscape_5.jpg", model::Format::jpeg, 5, 300, 225, 8, 3, false, true, {}},
    {"Landscape_6.jpg", model::Format::jpeg, 6, 300, 225, 8, 3, false, true, {}},
    {"Landscape_7.jpg", model::Format::jpeg, 7, 300, 225, 8, 3, false, true, {}},
    {"Landscape_8.jpg", model::Format::jpeg, 8, 300, 225, 8, 3, false, true, {}},
    {"alpha-premultiply-1024x768-paper.png", model::Format::png, 1, 300, 225, 8, 3, true, false, {}},
    {"animated-loop-3.webp", model::Format::webp, 1, 300, 231, 8, 3, false, false, {Warning::animation_dropped}},
    {"full-transparent.png", model::Format::png, 1, 300, 300, 8, 3, true, false, {}},
    {"gain-map.jpg", model::Format::jpeg, 1, 300, 169, 8, 3, false, true, {Warning::gain_map_dropped}},
    {"grey-8bit-alpha.png", model::Format::png, 1, 300, 225, 8, 1, true, false, {}},
    {"p3.png", model::Format::png, 1, 300, 300, 8, 3, true, true, {}},
    {"sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif", model::Format::avif, 1, 300, 126, 8, 3, false, false, {}},
    // Its tone curve has an exponent of 1: that becomes a profile.
    {"tbgn2c16.png", model::Format::png, 1, 300, 300, 16, 3, true, true, {}},
    {"uncompressed_tiff.tiff", model::Format::tiff, 1, 300, 421, 8, 3, false, false, {}},
};

model::JobReport resize_to_300(const std::filesystem::path& input, const test::TempFolder& folder) {
  model::ResizeOptions options;
  options.sizes = {model::Box{300, std::nullopt}};
  const std::filesystem::path temp = folder / "output.tmp";
  std::filesystem::remove(temp);
  std::filesystem::path output = folder / input.filename();
  if (output.extension() == ".HEIC") output.replace_extension(".jpg");
  return ImageProcessor(options).process({input, 0, {output}}, std::span(&temp, 1));
}

TEST(Fixtures, BecomeWhatTheyShould) {
  const std::filesystem::path fixtures = testing_support::shared_dir() / "fixtures";
  if (!std::filesystem::exists(fixtures)) GTEST_SKIP() << fixtures << " is not here";
  const test::TempFolder folder;
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.name);
    const model::JobReport report = resize_to_300(fixtures / row.name, folder);
    const model::ImageFacts& output = report.outputs[0].image;
    EXPECT_EQ(report.input.orientation, row.orientation);
    EXPECT_EQ(output.format, row.format);
    EXPECT_EQ(output.width_px, row.width_px);
    EXPECT_EQ(output.height_px, row.height_px);
    EXPECT_EQ(output.depth_bits, row.depth_bits);
    EXPECT_EQ(output.channels, row.channels);
    EXPECT_EQ(output.alpha, row.alpha);
    EXPECT_EQ(output.icc, row.icc);
    EXPECT_EQ(output.orientation, 1);
    EXPECT_EQ(report.warnings, row.warnings);
  }
}

TEST(Fixtures, ATruncatedJpegIsAFailure) {
  const std::filesystem::path input = testing_support::shared_dir() / "fixtures" / "truncated.jpg";
  if (!std::filesystem::exists(input)) GTEST_SKIP() << input << " is not here";
  const test::TempFolder folder;
  try {
    resize_to_300(input, folder);
    ADD_FAILURE() << "taken for good";
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::truncated) << error.what();
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "output.tmp"));
}

/// All eight are renditions of one scene, some 22 dB apart.
TEST(Fixtures, TheEightOrientationsShowTheSameScene) {
  const std::filesystem::path fixtures = testing_support::shared_dir() / "fixtures";
  if (!std::filesystem::exists(fixtures)) GTEST_SKIP() << fixtures << " is not here";
  const test::TempFolder folder;
  const auto load_luma = [&](int orientation) {
    resize_to_300(fixtures / ("Landscape_" + std::to_string(orientation) + ".jpg"), folder);
    Bytes bytes;
    util::read_file(folder / "output.tmp", 1U << 30U, bytes);
    const Image picture = testing_support::decode(*recognize(bytes), bytes);
    return Image{testing_support::format_of(ColorFamily::gray), picture.size, {picture.planes[0]}};
  };
  const Image upright = load_luma(1);
  for (int orientation = 2; orientation <= 8; ++orientation) {
    EXPECT_GT(testing_support::psnr_db(upright, load_luma(orientation)), 20) << "orientation " << orientation;
  }
}

}  // namespace
}  // namespace resizer::imaging
