#include <gtest/gtest.h>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/pictures.hpp"
#include "imaging/support/profiles.hpp"

/// The placeholders of whole files.
namespace resizer::imaging {
namespace {

using testing_support::format_of;
using testing_support::make_flat;

model::ResizeOptions with_placeholder() {
  model::ResizeOptions options;
  options.placeholder = true;
  return options;
}

/// Left half `left`, right half `right`, in every plane.
Image halves(const PixelFormat& format, Size size, double left, double right) {
  Image image = make_flat(format, size, left);
  const Image other = make_flat(format, size, right);
  for (std::size_t plane = 0; plane < image.planes.size(); ++plane) {
    const cv::Rect half(image.planes[plane].cols / 2, 0, image.planes[plane].cols / 2, image.planes[plane].rows);
    cv::Mat target = image.planes[plane](half);
    other.planes[plane](half).copyTo(target);
  }
  return image;
}

void expect_near(const model::Placeholder::Rgb& color, int red, int green, int blue, const char* name) {
  EXPECT_NEAR(color.red, red, 2) << name;
  EXPECT_NEAR(color.green, green, 2) << name;
  EXPECT_NEAR(color.blue, blue, 2) << name;
}

TEST(Placeholder, IsMadeOnlyWhereAskedFor) {
  const Bytes file = encode_png(make_flat(format_of(ColorFamily::gray), {64, 48}, 90), {});
  EXPECT_FALSE(testing_support::process(file, 32).report.placeholder.has_value());
  EXPECT_TRUE(testing_support::process(file, 32, with_placeholder()).report.placeholder.has_value());
}

TEST(Placeholder, HasTheMeanColorInSrgbWhateverTheFile) {
  PixelFormat clear = format_of(ColorFamily::rgb);
  clear.alpha = Alpha::straight;
  PixelFormat deep = format_of(ColorFamily::rgb);
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  Metadata wide;
  wide.icc = testing_support::display_p3();
  Image red = make_flat(format_of(ColorFamily::rgb), {300, 200}, 0);
  red.planes[0].setTo(200);
  Image faint = make_flat(clear, {300, 200}, 80);
  faint.planes[3].setTo(128);
  const struct {
    const char* name;
    Bytes file;
    int red;
    int green;
    int blue;
  } rows[] = {
      {"gray", encode_png(halves(format_of(ColorFamily::gray), {300, 200}, 40, 60), {}), 50, 50, 50},
      {"JPEG", encode_jpeg(make_flat(format_of(ColorFamily::ycbcr, {1, 1}), {300, 200}, 128), {}), 128, 128, 128},
      {"16 bits", encode_png(make_flat(deep, {300, 200}, 257 * 70), {}), 70, 70, 70},
      {"translucent", encode_png(faint, {}), 80, 80, 80},
      {"a red beyond sRGB", encode_png(red, {.metadata = &wide}), 218, 0, 0},
  };
  for (const auto& row : rows) {
    for (const bool linear : {false, true}) {
      model::ResizeOptions options = with_placeholder();
      options.linear = linear;
      const auto processed = testing_support::process(row.file, 150, options);
      ASSERT_TRUE(processed.report.placeholder.has_value()) << row.name;
      expect_near(processed.report.placeholder->average, row.red, row.green, row.blue, row.name);
    }
  }
}

TEST(Placeholder, ChangesNoOutput) {
  const Bytes file = encode_jpeg(testing_support::make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {800, 600}), {});
  model::ResizeOptions options;
  options.sizes = {model::Box{300, std::nullopt}};
  const std::uint64_t hash = testing_support::process(file, 0, options).report.outputs[0].hash;
  options.placeholder = true;
  const auto with = testing_support::process(file, 0, options);
  EXPECT_EQ(with.report.outputs[0].hash, hash);
  EXPECT_EQ(with.report.placeholder->hash_bytes, 21) << "5, and 22 + 5 + 5 waves of half a byte";
}

TEST(Placeholder, ShowsTransparencyThoughAnOutputHasNone) {
  PixelFormat clear = format_of(ColorFamily::rgb);
  clear.alpha = Alpha::straight;
  Image image = make_flat(clear, {120, 80}, 100);
  image.planes[3].colRange(0, 60).setTo(0);
  const Bytes file = encode_png(image, {});
  const auto has_alpha = [](const model::Placeholder& placeholder) { return (placeholder.hash[2] & 0x80) != 0; };
  for (const bool jpeg_first : {false, true}) {
    const test::TempFolder folder;
    std::vector<std::filesystem::path> temps{folder / "a", folder / "b"};
    model::ResizeOptions options = with_placeholder();
    options.sizes = {model::Box{60, std::nullopt}};
    options.formats = {model::Format::webp, model::Format::jpeg};
    if (jpeg_first) std::swap(options.formats[0], options.formats[1]);
    const auto input = folder.write("in.png", {reinterpret_cast<const char*>(file.data()), file.size()});
    const model::JobReport report = ImageProcessor(options).process({input, 0, temps}, temps);
    EXPECT_TRUE(has_alpha(*report.placeholder)) << "JPEG first: " << jpeg_first;
  }
  model::ResizeOptions only_jpeg = with_placeholder();
  only_jpeg.formats = {model::Format::jpeg};
  EXPECT_FALSE(has_alpha(*testing_support::process(file, 60, only_jpeg).report.placeholder)) << "flattened onto white";
}

}  // namespace
}  // namespace resizer::imaging
