#include "imaging/pipeline/image_processor.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <opencv2/core.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/resample/orient.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/pictures.hpp"
#include "imaging/support/profiles.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::format_of;
using testing_support::make_flat;
using testing_support::make_picture;

class ImageProcessorTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const Bytes& bytes) const {
    util::write_new_file(folder_ / name, bytes);
    return folder_ / name;
  }

  /// Runs one job and returns its report; the output is at output().
  model::JobReport process(const std::filesystem::path& input, const model::ResizeOptions& options) const {
    std::filesystem::remove(output());
    const std::filesystem::path temp = output();
    return ImageProcessor(options).process({input, 0, {folder_ / ("out" + input.extension().string())}},
                                           std::span(&temp, 1));
  }

  std::filesystem::path output() const { return folder_ / "output.tmp"; }

  Image decode_output() const { return decode_file(output()); }

  static Image decode_file(const std::filesystem::path& path) {
    Bytes bytes;
    util::read_file(path, 1U << 30U, bytes);
    return testing_support::decode(*recognize(bytes), bytes);
  }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("resizer-test-" + std::to_string(getpid()));
};

model::ResizeOptions to_width(std::uint32_t width_px) {
  model::ResizeOptions options;
  options.sizes = {model::Box{width_px, std::nullopt}};
  return options;
}

TEST_F(ImageProcessorTest, EveryOrientationGivesTheSameUprightPicture) {
  const Image upright = make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {480, 320});
  const Bytes expected_file = encode_jpeg(upright, {95, nullptr});
  process(write("upright.jpg", expected_file), to_width(121));
  const Image expected = decode_output();
  for (int orientation = 1; orientation <= 8; ++orientation) {
    // The turns that undo themselves are their own inverse; 6 and 8 undo each other.
    const int inverse = orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
    const Image stored = orient_image(upright, orientation_from_exif(inverse));
    Metadata metadata;
    metadata.exif = testing_support::exif_with_orientation(static_cast<std::uint8_t>(orientation));
    const auto input = write("o" + std::to_string(orientation) + ".jpg", encode_jpeg(stored, {95, &metadata}));

    const model::JobReport report = process(input, to_width(121));
    EXPECT_EQ(report.input.orientation, orientation);
    EXPECT_EQ(report.outputs[0].image.width_px, 121U) << orientation;
    EXPECT_EQ(report.outputs[0].image.height_px, 81U) << orientation;
    EXPECT_GT(testing_support::psnr_db(expected, decode_output()), 36) << orientation;
  }
}

TEST_F(ImageProcessorTest, GravityKeepsTheSamePartInEveryOrientation) {
  const Image upright = make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {480, 320});
  model::ResizeOptions options;
  options.sizes = {model::Box{101, 121}};
  options.fit = model::Fit::cover;
  for (const auto& [gravity, name] : model::names<model::Gravity>()) {
    options.gravity = gravity;
    process(write(std::string(name) + ".jpg", encode_jpeg(upright, {95, nullptr})), options);
    const Image expected = decode_output();
    for (int orientation = 2; orientation <= 8; ++orientation) {
      const int inverse = orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
      Metadata metadata;
      metadata.exif = testing_support::exif_with_orientation(static_cast<std::uint8_t>(orientation));
      const Image stored = orient_image(upright, orientation_from_exif(inverse));
      process(write(std::string(name) + std::to_string(orientation) + ".jpg", encode_jpeg(stored, {95, &metadata})),
              options);
      EXPECT_GT(testing_support::psnr_db(expected, decode_output()), 34) << name << ", orientation " << orientation;
    }
  }
}

TEST_F(ImageProcessorTest, StoresChromaAsAsked) {
  using model::Chroma;
  using model::Format;
  struct Row {
    Format format;
    std::optional<Chroma> asked;
    Subsampling source;
    Subsampling stored;
    bool is_warned;
  };
  const Row rows[] = {
      {Format::jpeg, {}, {1, 1}, {1, 1}, false},
      {Format::jpeg, {}, {0, 0}, {0, 0}, false},
      {Format::jpeg, Chroma::yuv444, {1, 1}, {0, 0}, false},
      {Format::jpeg, Chroma::yuv422, {1, 1}, {1, 0}, false},
      {Format::jpeg, Chroma::yuv420, {0, 0}, {1, 1}, false},
      {Format::avif, Chroma::yuv444, {1, 1}, {0, 0}, false},
      {Format::avif, Chroma::yuv420, {0, 0}, {1, 1}, false},
      {Format::webp, Chroma::yuv444, {0, 0}, {1, 1}, true},
      {Format::webp, Chroma::yuv420, {0, 0}, {1, 1}, false},
  };
  for (const auto& [format, asked, source, stored, is_warned] : rows) {
    const std::string what = std::string(model::name_of(format)) + " " +
                             (asked ? std::string(model::name_of(*asked)) : "") +
                             " of 4:" + (source == Subsampling{} ? "4:4" : "2:0");
    model::ResizeOptions options = to_width(61);
    options.formats = {format};
    options.chroma = asked;
    const auto input =
        write(what + ".jpg", encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, source), {160, 120}), {}));
    const model::JobReport report = process(input, options);
    EXPECT_EQ(decode_output().format.subsampling, stored) << what;
    EXPECT_EQ(report.warnings.has(Warning::chroma_reduced), is_warned) << what;
  }
}

TEST_F(ImageProcessorTest, StoresChromaAsAskedInATurnedImage) {
  const Image stored = orient_image(make_picture(format_of(ColorFamily::ycbcr), {160, 120}), orientation_from_exif(8));
  Metadata metadata;
  metadata.exif = testing_support::exif_with_orientation(6);
  model::ResizeOptions options = to_width(61);
  options.chroma = model::Chroma::yuv422;
  process(write("turned.jpg", encode_jpeg(stored, {95, &metadata})), options);
  EXPECT_EQ(decode_output().format.subsampling, (Subsampling{1, 0}));
}

TEST_F(ImageProcessorTest, ProgressiveJpegHasTheSamePixels) {
  const auto input = write("a.jpg", encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {1200, 800}), {}));
  model::ResizeOptions options = to_width(600);
  process(input, options);
  const Image sequential = decode_output();
  options.progressive = true;
  process(input, options);
  Bytes file;
  util::read_file(output(), 1U << 30U, file);
  const std::array<std::uint8_t, 2> start_of_progressive_frame{0xFF, 0xC2};
  EXPECT_NE(std::ranges::search(file, start_of_progressive_frame).begin(), file.end());
  const Image progressive = decode_output();
  for (std::size_t plane = 0; plane < 3; ++plane) {
    EXPECT_EQ(cv::norm(sequential.planes[plane], progressive.planes[plane], cv::NORM_INF), 0) << plane;
  }
}

TEST_F(ImageProcessorTest, ReportsWhatItReadAndWrote) {
  const Bytes file = encode_jpeg(make_picture(format_of(ColorFamily::gray), {300, 200}), {});
  const model::JobReport report = process(write("gray.jpg", file), to_width(100));
  EXPECT_EQ(report.input.bytes, file.size());
  EXPECT_EQ(report.input.width_px, 300U);
  EXPECT_EQ(report.input.channels, 1);
  EXPECT_EQ(report.outputs.size(), 1U);
  EXPECT_EQ(report.outputs[0].image.channels, 1);
  EXPECT_EQ(report.outputs[0].image.bytes, std::filesystem::file_size(output()));
  EXPECT_NE(report.outputs[0].hash, 0U);
  EXPECT_TRUE(report.warnings.empty());
  EXPECT_GT(report.times.total().count(), 0);
}

TEST_F(ImageProcessorTest, TheSameInputGivesTheSameBytes) {
  const auto input = write("a.jpg", encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {641, 427}), {}));
  const std::uint64_t first = process(input, to_width(200)).outputs[0].hash;
  EXPECT_EQ(process(input, to_width(200)).outputs[0].hash, first);
  EXPECT_NE(process(input, to_width(201)).outputs[0].hash, first);
}

TEST_F(ImageProcessorTest, EverySizeComesOutAsItDoesAlone) {
  constexpr double kLikenessDb = 40;
  const auto input =
      write("a.jpg", encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {1001, 747}), {97, nullptr}));
  model::ResizeOptions options;
  options.quality = 97;
  const std::vector<std::uint32_t> widths_px{100, 400, 200, 350};
  std::vector<std::filesystem::path> temps;
  for (const std::uint32_t width_px : widths_px) {
    options.sizes.emplace_back(model::Box{width_px, std::nullopt});
    temps.push_back(folder_ / (std::to_string(width_px) + ".tmp"));
  }
  const model::JobReport report = ImageProcessor(options).process({input, 0, {4, "out.jpg"}}, temps);
  ASSERT_EQ(report.outputs.size(), 4U);
  for (std::size_t index = 0; index < widths_px.size(); ++index) {
    EXPECT_EQ(report.outputs[index].image.width_px, widths_px[index]);
    EXPECT_EQ(report.outputs[index].image.bytes, std::filesystem::file_size(temps[index]));
    options.sizes = {model::Box{widths_px[index], std::nullopt}};
    process(input, options);
    EXPECT_GT(testing_support::psnr_db(decode_file(temps[index]), decode_output()), kLikenessDb) << widths_px[index];
  }
}

TEST_F(ImageProcessorTest, EveryFormatComesOutAsItDoesAlone) {
  using model::Format;
  PixelFormat clear = format_of(ColorFamily::rgb);
  clear.alpha = Alpha::straight;
  struct Row {
    const char* name;
    Bytes file;
    std::vector<Format> formats;
    bool linear = false;
    bool to_srgb = false;
  };
  Metadata wide;
  wide.icc = testing_support::display_p3();
  const Image photo = make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {301, 247});
  const Row rows[] = {
      {"photo.jpg", encode_jpeg(photo, {}), {Format::avif, Format::webp, Format::jpeg}},
      {"linear.jpg", encode_jpeg(photo, {}), {Format::webp, Format::jpeg}, true},
      {"wide.jpg", encode_jpeg(photo, {90, &wide}), {Format::webp, Format::jpeg}, false, true},
      {"clear.png", encode_png(make_picture(clear, {301, 247}), {}), {Format::webp, Format::jpeg, Format::png}},
  };
  for (const Row& row : rows) {
    const std::filesystem::path input = write(row.name, row.file);
    model::ResizeOptions options;
    options.sizes = {model::Box{100, std::nullopt}, model::Box{31, std::nullopt}};
    options.formats = row.formats;
    options.linear = row.linear;
    options.to_srgb = row.to_srgb;
    std::vector<std::filesystem::path> temps;
    for (std::size_t k = 0; k < 2 * row.formats.size(); ++k) temps.push_back(folder_ / (row.name + std::to_string(k)));
    const model::JobReport all = ImageProcessor(options).process({input, 0, temps}, temps);
    ASSERT_EQ(all.outputs.size(), temps.size()) << row.name;
    for (std::size_t k = 0; k < temps.size(); ++k) {
      const Format format = row.formats[k % row.formats.size()];
      options.formats = {format};
      const std::vector<std::filesystem::path> alone{folder_ / "larger", folder_ / "smaller"};
      const model::JobReport one = ImageProcessor(options).process({input, 0, alone}, alone);
      EXPECT_EQ(all.outputs[k].hash, one.outputs[k / row.formats.size()].hash)
          << row.name << " to " << model::name_of(format) << ", output " << k;
      EXPECT_EQ(all.outputs[k].image.bytes, std::filesystem::file_size(temps[k])) << row.name << ", output " << k;
      for (const std::filesystem::path& file : alone) std::filesystem::remove(file);
    }
  }
}

TEST_F(ImageProcessorTest, EveryFitGivesItsSize) {
  const auto input = write("a.jpg", encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {401, 301}), {}));
  struct Row {
    model::Fit fit;
    std::uint32_t width_px;
    std::uint32_t height_px;
  };
  for (const Row& row : {Row{model::Fit::inside, 101, 76},
                         {model::Fit::cover, 101, 151},
                         {model::Fit::contain, 101, 151},
                         {model::Fit::fill, 101, 151},
                         {model::Fit::outside, 201, 151}}) {
    model::ResizeOptions options = to_width(101);
    options.sizes = {model::Box{101, 151}};
    options.fit = row.fit;
    process(input, options);
    EXPECT_EQ(decode_output().size, (Size{row.width_px, row.height_px})) << model::name_of(row.fit);
  }
}

TEST_F(ImageProcessorTest, KeepDecidesOnMetadata) {
  Metadata metadata;
  metadata.exif = testing_support::exif_with_orientation(1);
  const std::string packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>";
  metadata.xmp.assign(packet.begin(), packet.end());
  metadata.icc = testing_support::display_p3();
  const auto input =
      write("a.jpg", encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {64, 64}), {90, &metadata}));
  for (const auto& [keep, name] : model::names<model::Keep>()) {
    model::ResizeOptions options = to_width(32);
    options.keep = keep;
    const model::JobReport report = process(input, options);
    Bytes bytes;
    util::read_file(output(), 1U << 30U, bytes);
    const ImageInfo info = recognize(bytes)->open(bytes)->info();
    EXPECT_EQ(info.metadata.icc.empty(), keep == model::Keep::none) << name;
    EXPECT_EQ(info.metadata.exif.empty(), keep != model::Keep::all) << name;
    EXPECT_EQ(info.metadata.xmp.empty(), keep != model::Keep::all) << name;
    EXPECT_EQ(report.warnings.has(Warning::profile_dropped), keep == model::Keep::none) << name;
  }
}

TEST_F(ImageProcessorTest, BadInputsAreRefusedWithTheirReason) {
  const Bytes good = encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {400, 300}), {});
  const Bytes half(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(good.size() / 2));
  struct Row {
    const char* name;
    Bytes bytes;
    util::ErrorCode code;
  };
  const Row rows[] = {{"empty.jpg", {}, util::ErrorCode::truncated},
                      {"text.jpg", Bytes(100, 'a'), util::ErrorCode::unsupported_format},
                      {"half.jpg", half, util::ErrorCode::truncated}};
  for (const Row& row : rows) {
    try {
      process(write(row.name, row.bytes), to_width(100));
      ADD_FAILURE() << row.name << " was taken for good";
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), row.code) << row.name << ": " << error.what();
      EXPECT_FALSE(std::filesystem::exists(output())) << row.name;
    }
  }
}

TEST_F(ImageProcessorTest, TooManyPixelsAreRefusedFromTheHeader) {
  const auto input = write("a.jpg", encode_jpeg(make_picture(format_of(ColorFamily::gray), {400, 300}), {}));
  model::ResizeOptions options = to_width(100);
  options.max_pixels = std::uint64_t{400} * 300 - 1;
  EXPECT_THROW(process(input, options), util::Error);
  options.max_pixels = std::uint64_t{400} * 300;
  EXPECT_NO_THROW(process(input, options));
  options.sizes = {model::Box{401, std::nullopt}};
  EXPECT_THROW(process(input, options), util::Error) << "the output has more pixels than allowed";
}

TEST_F(ImageProcessorTest, DeepTiffWithAlphaStaysDeepAndKeepsItsAlpha) {
  PixelFormat format = format_of(ColorFamily::rgb);
  format.sample = SampleType::u16;
  format.depth_bits = 16;
  for (const Alpha alpha : {Alpha::straight, Alpha::premultiplied}) {
    format.alpha = alpha;
    const std::string name = alpha == Alpha::straight ? "straight.tif" : "premultiplied.tif";
    // Alpha stays at 0.6 of white, so that colors can be compared whether they are premultiplied or not.
    const Image source = make_flat(format, {300, 200}, 0.6 * 65535);
    const model::JobReport report = process(write(name, encode_tiff(source, {})), to_width(100));
    EXPECT_EQ(report.input.depth_bits, 16) << name;
    EXPECT_TRUE(report.input.alpha) << name;
    EXPECT_EQ(report.outputs[0].image.format, model::Format::tiff) << name;
    EXPECT_EQ(report.outputs[0].image.depth_bits, 16) << name;
    EXPECT_TRUE(report.warnings.empty()) << name;

    const Image result = decode_output();
    ASSERT_EQ(result.size, (Size{100, 67})) << name;
    ASSERT_EQ(result.format.alpha, Alpha::straight) << name;
    const double color = alpha == Alpha::straight ? 0.6 * 65535 : 65535;
    EXPECT_NEAR(result.planes[0].at<std::uint16_t>(33, 50), color, 2) << name;
    EXPECT_NEAR(result.planes[3].at<std::uint16_t>(33, 50), 0.6 * 65535, 2) << name;
  }
}

}  // namespace
}  // namespace resizer::imaging
