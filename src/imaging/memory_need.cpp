#include "imaging/memory_need.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "imaging/row_filter.hpp"

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

/// The rows that the resampler's ring holds: what the widest filter reaches over for a block of rows, and what the
/// decoder delivers at once.
std::uint64_t ring_bytes(const PictureFacts& picture) noexcept {
  constexpr double kReach = 6;  // Lanczos, 3 lobes to each side
  constexpr double kWidestChromaStep = 4;
  const ConversionPlan& plan = picture.plan;
  const double factor = std::max(1.0, plan.resampling.region.height / plan.resampling.size.height_px);
  const double target_rows = static_cast<double>(kRowsAtOnce << plan.unturned.subsampling.log2_y);
  const double held = std::ceil(kReach * std::max(factor, kWidestChromaStep) + target_rows * factor);
  const std::uint64_t most_rows = picture.info.size.height_px + std::uint64_t{kRowsAtOnce};
  const auto rows = static_cast<std::uint64_t>(std::min(held, static_cast<double>(most_rows)));
  const std::uint64_t ring_rows = std::min(most_rows, std::bit_ceil(rows + picture.decoder.batch_rows));
  return ring_rows * (picture.info.size.width_px + kRowAlignmentBytes) * pixel_bytes(picture.info.pixels);
}

/// Sums, columns and results of each plane, as floats.
std::uint64_t row_block_bytes(const PictureFacts& picture) noexcept {
  const std::uint64_t widths = std::uint64_t{picture.info.size.width_px} * 2 + picture.plan.resampling.size.width_px;
  return widths * kRowsAtOnce * sizeof(float) * kMaxPlanes;
}

/// The resampled picture, and what conversion and turning make of it: two of them at once, and a third for scratch.
std::uint64_t target_bytes(const PictureFacts& picture) noexcept {
  constexpr std::uint64_t kCopies = 3;
  const std::uint64_t pixels = std::max(area(picture.plan.resampling.size), area(picture.plan.geometry.canvas));
  return kCopies * pixels * std::max(pixel_bytes(picture.info.pixels), pixel_bytes(picture.plan.stored));
}

std::uint64_t encoder_bytes(const PictureFacts& picture) noexcept {
  return area(picture.plan.geometry.canvas) * picture.target.encoder_pixel_bytes(picture.plan.stored);
}

/// Held by the decoder, the processor and the encoder, and within the result.
std::uint64_t metadata_bytes(const Metadata& metadata) noexcept {
  constexpr std::uint64_t kCopies = 4;
  return kCopies * (metadata.icc.size() + metadata.exif.size() + metadata.xmp.size() + metadata.iptc.size());
}

}  // namespace

std::uint64_t memory_need(const PictureFacts& picture) noexcept {
  const std::uint64_t decoding = picture.decoder.bytes + ring_bytes(picture) + row_block_bytes(picture);
  return kSmallThings + picture.input_bytes + metadata_bytes(picture.info.metadata) + decoding + target_bytes(picture) +
         encoder_bytes(picture);
}

}  // namespace resizer::imaging
