#include "imaging/pipeline/chroma_choice.hpp"

#include <gtest/gtest.h>

#include <array>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;

PixelFormat full_chroma(std::uint8_t depth_bits = 8) {
  PixelFormat format = test::format_of(ColorFamily::ycbcr);
  format.depth_bits = depth_bits;
  if (depth_bits > 8) format.sample = SampleType::u16;
  return format;
}

/// Red strokes, a pixel wide, on white: two of every ten columns in one of four lines.
Image red_text(const PixelFormat& format, Size size) {
  return test::make_picture(format, size, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
    const bool is_stroke = (x % 10 == 2 || x % 10 == 5) && y % 40 < 10;
    if (format.family == ColorFamily::rgb) return is_stroke && plane > 0 ? 0.0 : 255.0;
    const double red[]{76, 85, 255};
    const double white[]{255, 128, 128};
    return std::ldexp(is_stroke ? red[plane] : white[plane], format.depth_bits - 8);
  });
}

/// Colors that change as in a blurred photo.
Image sunset(const PixelFormat& format, Size size) {
  return test::make_picture(format, size, [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
    return std::ldexp(40.0 + 1.5 * x + (plane == 1 ? 0.0 : y), format.depth_bits - 8);
  });
}

TEST(ChromaChoice, HalvesWhatIsSmoothOnly) {
  for (const std::uint8_t depth_bits : std::to_array<std::uint8_t>({8, 12})) {
    for (const Size size : {Size{80, 60}, Size{81, 61}, Size{1, 1}, Size{1, 40}}) {
      const std::string what = std::to_string(size.width_px) + " x " + std::to_string(size.height_px) + " of " +
                               std::to_string(depth_bits) + " bits";
      Image smooth = sunset(full_chroma(depth_bits), size);
      halve_smooth_chroma(smooth);
      EXPECT_EQ(smooth.format.subsampling, (Subsampling{1, 1})) << what;
      EXPECT_EQ(smooth.planes[2].cols, static_cast<int>(plane_size(size, {1, 1}).width_px)) << what;
      EXPECT_EQ(smooth.planes[1].rows, static_cast<int>(plane_size(size, {1, 1}).height_px)) << what;
      if (size.width_px == 1) continue;
      Image text = red_text(full_chroma(depth_bits), size);
      halve_smooth_chroma(text);
      EXPECT_EQ(text.format.subsampling, Subsampling{}) << what;
      EXPECT_EQ(test::max_difference(text, red_text(full_chroma(depth_bits), size)), 0) << what;
    }
  }
}

TEST(ChromaChoice, TakesMeansOfFourAndKeepsLuma) {
  const Image full = sunset(full_chroma(), {81, 61});
  Image half = full;
  halve_smooth_chroma(half);
  for (const auto& [x, y] : {std::pair{0U, 0U}, {7U, 20U}, {39U, 29U}}) {
    const double sum = test::sample_at(full, 2, 2 * x, 2 * y) + test::sample_at(full, 2, 2 * x + 1, 2 * y) +
                       test::sample_at(full, 2, 2 * x, 2 * y + 1) + test::sample_at(full, 2, 2 * x + 1, 2 * y + 1);
    EXPECT_NEAR(test::sample_at(half, 2, x, y), sum / 4, 0.5) << x << ", " << y;
    EXPECT_EQ(test::sample_at(half, 0, x, y), test::sample_at(full, 0, x, y)) << x << ", " << y;
  }
  EXPECT_EQ(test::sample_at(half, 1, 40, 30), test::sample_at(full, 1, 80, 60)) << "the last column and row";
}

TEST(ChromaChoice, CountsBlocksThatChange) {
  EXPECT_EQ(chroma_loss(sunset(full_chroma(), {80, 60})), 0);
  EXPECT_NEAR(chroma_loss(red_text(full_chroma(), {80, 80})), 0.4 * 0.25, 1e-9);
}

TEST(ChromaByContent, IsFullForColoredTextAndHighQuality) {
  using model::Format;
  const Bytes text = encode_png(red_text(test::format_of(ColorFamily::rgb), {80, 60}), {});
  const Bytes photo = encode_png(sunset(test::format_of(ColorFamily::rgb), {80, 60}), {});
  struct Row {
    Format format;
    const Bytes& file;
    std::optional<int> quality;
    Subsampling expected;
  };
  const Row rows[] = {{Format::jpeg, text, std::nullopt, {0, 0}}, {Format::jpeg, photo, std::nullopt, {1, 1}},
                      {Format::jpeg, photo, 89, {1, 1}},          {Format::jpeg, photo, 90, {0, 0}},
                      {Format::avif, text, std::nullopt, {0, 0}}, {Format::avif, photo, std::nullopt, {1, 1}},
                      {Format::webp, text, std::nullopt, {1, 1}}};
  for (const Row& row : rows) {
    model::ResizeOptions options;
    options.sizes = {model::Percent{100}};
    options.chroma = model::Chroma::by_content;
    options.formats = {row.format};
    options.quality = row.quality;
    const test::Processed made = test::process(row.file, 0, options);
    const std::string what =
        std::string(model::name_of(row.format)) + " of a " + (&row.file == &text ? "text" : "photo");
    EXPECT_EQ(made.info.pixels.subsampling, row.expected) << what;
    EXPECT_TRUE(made.report.warnings.empty()) << what;
  }
}

TEST(ChromaByContent, IsForAPhotoOfFullChromaToo) {
  model::ResizeOptions options;
  options.sizes = {model::Box{40, std::nullopt}};
  options.formats = {model::Format::jpeg};
  const Bytes photo = encode_png(sunset(test::format_of(ColorFamily::rgb), {80, 60}), {});
  const Bytes full = [&] {
    model::ResizeOptions best = options;
    best.chroma = model::Chroma::yuv444;
    return test::process(photo, 0, best).file;
  }();
  EXPECT_EQ(test::process(full, 0, options).info.pixels.subsampling, Subsampling{}) << "the default keeps 4:4:4";
  options.chroma = model::Chroma::by_content;
  EXPECT_EQ(test::process(full, 0, options).info.pixels.subsampling, (Subsampling{1, 1}));
}

}  // namespace
}  // namespace resizer::imaging
