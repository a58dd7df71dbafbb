#include "imaging/pipeline/memory_requirement.hpp"

#include <algorithm>
#include <vector>

#include "imaging/pipeline/finish.hpp"
#include "imaging/pipeline/linear_light.hpp"

namespace resizer::imaging {
namespace {

/// For everything small: filter weights, codec tables, allocator overhead.
constexpr std::uint64_t kSmallThings = std::uint64_t{8} << 20U;

/// In decoded rows, where 8-bit samples with a fraction take two bytes.
std::uint64_t row_pixel_bytes(const ImageRequirements& image) noexcept {
  const std::uint64_t stored = full_pixel_bytes(image.info.pixels);
  return image.decoder.fraction_bits > 0 ? stored * sizeof(std::uint16_t) : stored;
}

/// In resampled images: as stored, or linear light in single precision.
std::uint64_t resampled_pixel_bytes(const ImageRequirements& image) noexcept {
  const std::uint64_t stored = full_pixel_bytes(image.info.pixels);
  return image.plan.curves ? stored / image.info.pixels.sample_bytes() * sizeof(float) : stored;
}

std::uint64_t resampling_bytes(const ImageRequirements& image) {
  std::vector<Resampling> wanted;
  for (const PicturePlan& picture : image.plan.pictures) wanted.push_back(picture.resampling);
  SourceRows rows{image.info.size, row_pixel_bytes(image), image.decoder.batch_rows};
  if (!image.plan.curves) return Resampler::required_bytes(rows, wanted);
  const std::uint64_t before_light = LinearLightRows::required_bytes(rows);
  rows.pixel_bytes = resampled_pixel_bytes(image);
  return before_light + Resampler::required_bytes(rows, wanted);
}

std::uint64_t pixels_of(const PicturePlan& picture) noexcept {
  return std::max(padded_pixels(picture.resampling.size), padded_pixels(picture.geometry.canvas));
}

/// Of the format that needs the most to finish and encode a picture.
std::uint64_t finishing_and_encoding(const ConversionPlan& plan, std::uint64_t resampled) noexcept {
  std::uint64_t most = plan.placeholder ? finishing_pixel_bytes(resampled, plan.placeholder->target) : 0;
  for (const TargetPlan& target : plan.targets) {
    most = std::max(most, finishing_pixel_bytes(resampled, target) + target.codec->encoder_pixel_bytes(target.stored));
  }
  const bool is_shared = plan.outputs.size() > plan.pictures.size() || plan.placeholder;
  return is_shared ? most + resampled : most;  // a shared picture is copied
}

/// All pictures are held while they are finished and encoded one by one.
std::uint64_t output_bytes(const ImageRequirements& image) noexcept {
  const std::uint64_t resampled = resampled_pixel_bytes(image);
  std::uint64_t all_pixels = 0;
  std::uint64_t largest_pixels = 0;
  for (const PicturePlan& picture : image.plan.pictures) {
    all_pixels += pixels_of(picture);
    largest_pixels = std::max(largest_pixels, pixels_of(picture));
  }
  return all_pixels * resampled + largest_pixels * finishing_and_encoding(image.plan, resampled);
}

/// Copies in the decoder, the processor, the encoder, and the result.
std::uint64_t metadata_bytes(const Metadata& metadata) noexcept {
  constexpr std::uint64_t kCopies = 4;
  return kCopies * (metadata.icc.size() + metadata.fallback_icc.size() + metadata.exif.size() + metadata.xmp.size() +
                    metadata.iptc.size());
}

}  // namespace

std::uint64_t memory_requirement(const ImageRequirements& image) {
  return kSmallThings + image.input_bytes + metadata_bytes(image.info.metadata) + image.decoder.bytes +
         resampling_bytes(image) + output_bytes(image);
}

}  // namespace resizer::imaging
