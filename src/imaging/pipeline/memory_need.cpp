#include "imaging/pipeline/memory_need.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "imaging/resample/filter_weights.hpp"
#include "imaging/resample/row_filter.hpp"

namespace resizer::imaging {
namespace {

/// For all that is small: filter weights, tables of codecs, the allocator's own losses.
constexpr std::uint64_t kSmallThings = std::uint64_t{8} << 20U;

/// Of all planes. Chroma counts as if it were not subsampled, and there may be one more plane for its alpha.
std::uint64_t pixel_bytes(const PixelFormat& format) noexcept {
  const unsigned extra = format.has_alpha() && format.family == ColorFamily::ycbcr ? 1 : 0;
  return std::uint64_t{format.planes() + extra} * format.sample_bytes();
}

/// make_image() rounds planes up to whole blocks.
std::uint64_t area(Size size) noexcept {
  constexpr std::uint64_t kBlock = 64;
  return (size.width_px + kBlock) * (size.height_px + kBlock);
}

/// Of the picture in the rows that the decoder delivers, where samples of a byte become two with their fraction.
std::uint64_t row_pixel_bytes(const PictureFacts& picture) noexcept {
  const std::uint64_t stored = pixel_bytes(picture.info.pixels);
  return picture.decoder.fraction_bits > 0 ? stored * sizeof(std::uint16_t) : stored;
}

/// Of the picture on its way through the resampler: as it is stored, or as amounts of light in single precision.
std::uint64_t worked_pixel_bytes(const PictureFacts& picture) noexcept {
  const std::uint64_t stored = pixel_bytes(picture.info.pixels);
  return picture.plan.curves ? stored / picture.info.pixels.sample_bytes() * sizeof(float) : stored;
}

/// The rows that the resampler's ring holds for one output: what the widest filter reaches over for a block of rows,
/// and what the decoder delivers at once.
std::uint64_t rows_held(const PictureFacts& picture, const OutputPlan& output) noexcept {
  constexpr double kReach = 6;  // Lanczos, 3 lobes to each side
  constexpr double kWidestChromaStep = 4;
  const double factor = std::max(1.0, output.resampling.region.height / output.resampling.size.height_px);
  const auto target_rows = static_cast<double>(kRowsAtOnce << picture.plan.pre_rotation.subsampling.log2_y);
  const double held = std::ceil(kReach * std::max(factor, kWidestChromaStep) + target_rows * factor);
  const std::uint64_t most_rows = picture.info.size.height_px + std::uint64_t{kRowsAtOnce};
  return static_cast<std::uint64_t>(std::min(held, static_cast<double>(most_rows)));
}

/// The outputs made from what is decoded share one ring; in linear light there is a small one before it.
std::uint64_t ring_bytes(const PictureFacts& picture) noexcept {
  constexpr std::uint64_t kRowsBeforeLight = 64;
  const std::uint64_t row_bytes = picture.info.size.width_px + kRowAlignmentBytes;
  const std::uint64_t most_rows = picture.info.size.height_px + std::uint64_t{kRowsAtOnce};
  std::uint64_t rows = 1;
  for (const OutputPlan& output : picture.plan.outputs) rows = std::max(rows, rows_held(picture, output));
  const std::uint64_t ring_rows = std::min(most_rows, std::bit_ceil(rows + picture.decoder.batch_rows));
  const std::uint64_t row_bytes_of_pixel = picture.plan.curves ? worked_pixel_bytes(picture) : row_pixel_bytes(picture);
  const std::uint64_t before_light =
      picture.plan.curves ? kRowsBeforeLight + std::uint64_t{2} * picture.decoder.batch_rows : 0;
  return row_bytes * (ring_rows * row_bytes_of_pixel + before_light * row_pixel_bytes(picture));
}

/// Sums, columns and results of each plane, as floats, for every output, and for light before them.
std::uint64_t row_block_bytes(const PictureFacts& picture) noexcept {
  std::uint64_t widths = picture.plan.curves ? std::uint64_t{picture.info.size.width_px} * 3 : 0;
  for (const OutputPlan& output : picture.plan.outputs) {
    widths += std::uint64_t{picture.info.size.width_px} * 2 + output.resampling.size.width_px;
  }
  return widths * kRowsAtOnce * sizeof(float) * kMaxPlanes;
}

/// Weights of the source samples that each target sample of a row, or of a column, is made of.
std::uint64_t weights_of(std::uint32_t source_px, std::uint32_t target_px) noexcept {
  constexpr std::uint64_t kLobes = 6;  // Lanczos
  return kLobes * std::max(source_px, target_px) + 2 * kWeightBlock * std::uint64_t{target_px};
}

/// Across and down, for luma and chroma at their own rates, and twice while they are made.
std::uint64_t weight_bytes(const PictureFacts& picture) noexcept {
  constexpr std::uint64_t kRates = 2;
  constexpr std::uint64_t kCopies = 2;
  std::uint64_t weights = 0;
  for (const OutputPlan& output : picture.plan.outputs) {
    weights += weights_of(picture.info.size.width_px, output.resampling.size.width_px);
    weights += weights_of(picture.info.size.height_px, output.resampling.size.height_px);
  }
  return weights * kRates * kCopies * sizeof(float);
}

std::uint64_t pixels_of(const OutputPlan& output) noexcept {
  return std::max(area(output.resampling.size), area(output.geometry.canvas));
}

std::uint64_t largest_pixels(const ConversionPlan& plan) noexcept {
  std::uint64_t largest = 0;
  for (const OutputPlan& output : plan.outputs) largest = std::max(largest, pixels_of(output));
  return largest;
}

/// All resampled pictures, and what conversion and turning make of one: two of them at once, and a third for scratch.
/// On the way to sRGB there are two more, of 16 bits and packed.
std::uint64_t target_bytes(const PictureFacts& picture) noexcept {
  constexpr std::uint64_t kCopies = 2;
  constexpr std::uint64_t kDeepBytes = 2;
  const std::uint64_t worked = worked_pixel_bytes(picture);
  std::uint64_t resampled = 0;
  for (const OutputPlan& output : picture.plan.outputs) resampled += pixels_of(output) * worked;
  const std::uint64_t deep = picture.plan.to_srgb ? 2 * kDeepBytes * kMaxPlanes : 0;
  const std::uint64_t converted = kCopies * std::max(worked, pixel_bytes(picture.plan.stored)) + deep;
  return resampled + converted * largest_pixels(picture.plan);
}

std::uint64_t encoder_bytes(const PictureFacts& picture) noexcept {
  return largest_pixels(picture.plan) * picture.target.encoder_pixel_bytes(picture.plan.stored);
}

/// Held by the decoder, the processor and the encoder, and within the result.
std::uint64_t metadata_bytes(const Metadata& metadata) noexcept {
  constexpr std::uint64_t kCopies = 4;
  return kCopies * (metadata.icc.size() + metadata.fallback_icc.size() + metadata.exif.size() + metadata.xmp.size() +
                    metadata.iptc.size());
}

}  // namespace

std::uint64_t memory_need(const PictureFacts& picture) noexcept {
  const std::uint64_t decoding =
      picture.decoder.bytes + ring_bytes(picture) + row_block_bytes(picture) + weight_bytes(picture);
  return kSmallThings + picture.input_bytes + metadata_bytes(picture.info.metadata) + decoding + target_bytes(picture) +
         encoder_bytes(picture);
}

}  // namespace resizer::imaging
