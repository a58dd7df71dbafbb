#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/pipeline/plan.hpp"
#include "imaging/resample/orient.hpp"
#include "imaging/support/pictures.hpp"

/// Samples stand where they should: a mirrored image gives the mirrored result, however it was shrunk.
namespace resizer::imaging {
namespace {

using testing_support::format_of;
using testing_support::make_picture;

constexpr Orientation kMirror{.flip_x = true, .flip_y = true, .transpose = false};

struct Resized {
  Image image;
  double scale;  ///< Of what was decoded.
};

/// What becomes of a JPEG on its way to `target`, before it is encoded.
Resized resize(const Bytes& file, const Codec& target, std::uint32_t width_px) {
  const auto decoder = jpeg_codec().open(file);
  model::ResizeOptions options;
  options.sizes = {model::Box{width_px, std::nullopt}};
  const Codec* const targets[] = {&target};
  const ConversionPlan plan = plan_conversion(decoder->info(), jpeg_codec(), targets, options);
  const DecodedLayout layout = decoder->start(plan.decode);
  const Resampling wanted = plan.pictures.front().resampling_from(layout);
  return {Resampler().resample(*decoder, layout, std::span(&wanted, 1)).front(), layout.scale};
}

/// The largest difference of a sample, in levels, between the mirrored result and the result of the mirrored image,
/// in the first `planes` planes.
struct Asymmetry {
  double levels = 0;
  double scale = 1;
};
Asymmetry asymmetry(Size size, Subsampling subsampling, const Codec& target, std::uint32_t width_px,
                    std::size_t planes = 3) {
  const Image picture = make_picture(format_of(ColorFamily::ycbcr, subsampling), size);
  const EncodeOptions best{100, nullptr};
  const Resized straight = resize(encode_jpeg(picture, best), target, width_px);
  const Resized mirrored = resize(encode_jpeg(orient_image(picture, kMirror), best), target, width_px);
  const Image expected = orient_image(straight.image, kMirror);
  Asymmetry result{0, straight.scale};
  for (std::size_t plane = 0; plane < planes; ++plane) {
    result.levels =
        std::max(result.levels, cv::norm(expected.planes[plane], mirrored.image.planes[plane], cv::NORM_INF));
  }
  return result;
}

struct Row {
  double scale;
  std::uint32_t width_px;
};
constexpr Row kRows[] = {{1, 512},   {0.875, 440}, {0.75, 376}, {0.625, 312},
                         {0.5, 248}, {0.375, 184}, {0.25, 96},  {0.125, 48}};
constexpr Subsampling kSubsamplings[] = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 0}};

/// Chroma that is to be twice as fine beside luma needs so many samples of a block as luma has not more than half of.
double scale_of(const Row& row, Subsampling subsampling, const Codec& target) {
  const bool doubles_chroma = subsampling == Subsampling{1, 1} && &target == &png_codec();
  return doubles_chroma && row.scale > 0.5 ? 1 : row.scale;
}

/// To YCbCr with chroma as it was, and for RGB with chroma brought to full size, where what the decoder rounds is
/// sharpened.
TEST(Symmetry, HoldsAtEveryShrinkFactorAndSubsampling) {
  for (const Row& row : kRows) {
    for (const Subsampling subsampling : kSubsamplings) {
      for (const Codec* target : {&jpeg_codec(), &png_codec()}) {
        const auto [levels, scale] = asymmetry({1024, 768}, subsampling, *target, row.width_px);
        EXPECT_EQ(scale, scale_of(row, subsampling, *target));
        EXPECT_LE(levels, target == &jpeg_codec() ? 1 : 2)
            << "1/" << 1 / scale << " to " << model::name_of(target->format) << ", subsampling "
            << int{subsampling.log2_x} << ',' << int{subsampling.log2_y};
      }
    }
  }
}

/// Where the size is no multiple of a block, the mirrored image is cut into other blocks: the result is alike, not
/// equal. Half a pixel out of place would be some 20 levels at the sharp edge. (An odd plane of subsampled chroma
/// cannot be mirrored: its last sample stands for one pixel, not two.)
TEST(Symmetry, NearlyHoldsForOddSizes) {
  for (const Row& row : kRows) {
    for (const Subsampling subsampling : kSubsamplings) {
      const std::size_t planes = subsampling == Subsampling{} ? 3 : 1;
      const auto [levels, scale] = asymmetry({1021, 763}, subsampling, png_codec(), row.width_px - 2, planes);
      EXPECT_EQ(scale, scale_of(row, subsampling, png_codec()));
      EXPECT_LE(levels, 3) << "1/" << 1 / scale << ", subsampling " << int{subsampling.log2_x} << ','
                           << int{subsampling.log2_y};
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
