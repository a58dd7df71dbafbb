#include <gtest/gtest.h>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/kinds.hpp"
#include "support/temp_folder.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

using model::Format;
using model::Warning;
using testing_support::Kind;
using testing_support::Scene;

/// What a format that can be written holds.
struct Target {
  Format format;
  bool (*holds_depth)(unsigned bits);
  bool alpha;
  bool gray;
  bool lossy;
};

constexpr Target kTargets[] = {
    {Format::jpeg, [](unsigned bits) { return bits == 8; }, false, true, true},
    {Format::png, [](unsigned bits) { return bits == 8 || bits == 16; }, true, true, false},
    {Format::webp, [](unsigned bits) { return bits == 8; }, true, false, true},
    {Format::tiff, [](unsigned bits) { return bits == 8 || bits == 16 || bits == 32; }, true, true, false},
    {Format::avif, [](unsigned bits) { return bits == 8 || bits == 12; }, true, true, true},
    {Format::jxl, [](unsigned bits) { return bits == 8 || bits == 16; }, true, true, true},
};

struct Step {
  const char* name;
  Size size;
};

/// The images have 97 x 72 pixels.
constexpr Step kSteps[] = {
    {"shrunk far", {13, 10}}, {"shrunk", {41, 30}}, {"at the same size", {97, 72}}, {"enlarged", {150, 111}}};

/// The smallest depth that the target holds and that is enough, or else its largest.
unsigned output_depth(const Target& target, unsigned wanted) {
  unsigned best = 8;
  for (const unsigned bits : {32U, 16U, 12U, 8U}) {
    if (target.holds_depth(bits) && (bits >= wanted || best == 8)) best = bits;
  }
  return best;
}

model::Warnings expected_warnings(const Kind& kind, const Target& target) {
  model::Warnings warnings = kind.warnings;
  const unsigned depth = output_depth(target, kind.depth_bits);
  // CMYK of 16 bits is converted in 16 bits; what is reduced is reduced from there.
  if (depth < kind.depth_bits) warnings.add(Warning::depth_reduced);
  if (kind.alpha && !target.alpha) warnings.add(Warning::alpha_flattened);
  return warnings;
}

/// How near the result must be. Lossy formats at their default quality take little from waves of this length, but with
/// half the chroma samples much from edges, and from the waves once they are 8 pixels long. Otherwise it is a step of
/// the coarser of the two depths, or what the input had lost before.
double bound_db(const Kind& kind, const Target& target, const Step& step) {
  const bool stays_lossless = target.format == Format::webp && kind.format == Format::webp && !kind.lossy;
  if (target.lossy && !stays_lossless) return kind.hard_edges ? 14 : step.size.width_px < 20 ? 25 : 32;
  if (kind.lossy) return 35;
  if (kind.has_palette && target.format == Format::png) return 40;  // so that it becomes no larger
  return kind.depth_bits > 8 && target.holds_depth(16) ? 60 : 46;
}

void check(const Kind& kind, const Target& target, const Step& step, const test::TempFolder& folder) {
  model::ResizeOptions options;
  options.sizes = {model::Box{step.size.width_px, step.size.height_px}};
  options.fit = model::Fit::fill;
  options.formats = {target.format};
  const std::filesystem::path temp = folder / "output";
  std::filesystem::remove(temp);
  const model::JobReport report = ImageProcessor(options).process({folder / "input", 0, {temp}}, std::span(&temp, 1));

  EXPECT_EQ(report.input.format, kind.format);
  EXPECT_EQ(report.input.depth_bits, kind.depth_bits);
  EXPECT_EQ(report.input.channels, kind.channels);
  EXPECT_EQ(report.input.alpha, kind.alpha);
  const model::ImageFacts& output = report.outputs[0].image;
  EXPECT_EQ(output.format, target.format);
  EXPECT_EQ((Size{output.width_px, output.height_px}), step.size);
  EXPECT_EQ(output.depth_bits, output_depth(target, kind.depth_bits));
  EXPECT_EQ(output.channels, kind.channels == 1 && target.gray ? 1 : 3);
  EXPECT_EQ(output.alpha, kind.alpha && target.alpha);
  EXPECT_EQ(output.icc, kind.channels == 4) << "converted CMYK is tagged sRGB; the others have no profile";
  EXPECT_EQ(report.warnings, expected_warnings(kind, target));

  Bytes bytes;
  util::read_file(temp, 1U << 30U, bytes);
  const Codec* codec = recognize(bytes);
  ASSERT_NE(codec, nullptr);
  const testing_support::Decoded decoded = testing_support::decode_file(*codec, bytes);
  EXPECT_EQ(codec->format, target.format);
  EXPECT_EQ(decoded.info.pixels.depth_bits, output.depth_bits) << "in the file";
  EXPECT_EQ(decoded.info.pixels.has_alpha(), output.alpha) << "in the file";
  EXPECT_EQ(decoded.info.pixels.color_planes(), output.channels) << "in the file";
  Scene expected = testing_support::resampled(kind.scene, step.size);
  if (!target.alpha) expected = testing_support::flattened(expected);
  EXPECT_GT(testing_support::psnr_db(expected, testing_support::scene_of(decoded.image)), bound_db(kind, target, step));
}

void check_all(const std::vector<Kind>& kinds) {
  const test::TempFolder folder;
  for (const Kind& kind : kinds) {
    std::filesystem::remove(folder / "input");
    util::write_new_file(folder / "input", kind.file);
    for (const Target& target : kTargets) {
      for (const Step& step : kSteps) {
        SCOPED_TRACE(kind.name + " to " + std::string(model::name_of(target.format)) + " " + step.name);
        check(kind, target, step, folder);
      }
    }
  }
}

/// Every kind that can be read, in every format that can be written, in four sizes.
TEST(Matrix, Jpeg) {
  check_all(testing_support::jpeg_kinds());
}

TEST(Matrix, Png) {
  check_all(testing_support::png_kinds());
}

TEST(Matrix, Webp) {
  check_all(testing_support::webp_kinds());
}

TEST(Matrix, Tiff) {
  check_all(testing_support::tiff_kinds());
}

TEST(Matrix, Heif) {
  check_all(testing_support::heif_kinds());
}

TEST(Matrix, Jxl) {
  check_all(testing_support::jxl_kinds());
}

TEST(Matrix, Gif) {
  check_all(testing_support::gif_kinds());
}

TEST(Matrix, Bmp) {
  check_all(testing_support::bmp_kinds());
}

TEST(Matrix, Raw) {
  check_all(testing_support::raw_kinds());
}

}  // namespace
}  // namespace resizer::imaging
