#include "imaging/pipeline/encode.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "imaging/metadata/exif.hpp"
#include "imaging/pipeline/georeference.hpp"
#include "imaging/pipeline/output_metadata.hpp"
#include "imaging/pipeline/target_size.hpp"
#include "imaging/pipeline/untouched.hpp"
#include "util/error.hpp"
#include "util/hash.hpp"

namespace resizer::imaging {
namespace {

/// The size limit for an image from a palette file: the size of that file, scaled if enlarged.
std::optional<std::uint64_t> palette_file_bytes(const OpenedImage& image, Size size) {
  if (!image.info.has_palette) return {};
  const auto pixels = [](Size of) { return static_cast<double>(of.width_px) * of.height_px; };
  const double enlargement = std::max(1.0, pixels(size) / pixels(image.info.size));
  return static_cast<std::uint64_t>(static_cast<double>(image.file_bytes) * enlargement);
}

void transpose_resolution(Metadata& metadata) {
  if (metadata.density) std::swap(metadata.density->x_per_inch, metadata.density->y_per_inch);
  transpose_exif_resolution(metadata.exif);
}

/// The header of the input, updated for the finished image.
ImageInfo info_of(const Finished& finished, const OpenedImage& image, const TargetPlan& target, bool auto_orient) {
  const Geometry& geometry = finished.geometry;
  ImageInfo info = image.info;
  info.size = finished.image.size;
  info.pixels = finished.image.format;
  if (auto_orient) info.orientation = 1;
  Metadata& metadata = info.metadata;
  if (geometry.orientation.transpose) transpose_resolution(metadata);
  if (metadata.georeference) metadata.georeference = regridded(*metadata.georeference, geometry);
  metadata.icc = finished.icc;
  if (target.to_srgb) {
    metadata.code_points.reset();
    metadata.fallback_icc.clear();
  }
  return info;
}

[[noreturn]] void throw_above_target(std::size_t bytes, std::uint64_t most_bytes, const Codec& codec) {
  throw util::Error(util::ErrorCode::too_large, "takes " + std::to_string(bytes) + " bytes, more than the target of " +
                                                    std::to_string(most_bytes) + ", and " +
                                                    std::string(codec.traits().label) + " has no quality to lower");
}

/// The file; within the limit of bytes, if there is one. Its quality is 0 if lossless.
SizedFile encode_file(const Image& finished, const OpenedImage& image, const TargetPlan& target,
                      const Metadata& metadata, const model::ResizeOptions& options) {
  const Codec& codec = *target.codec;
  EncodeOptions encoding{.quality = options.quality,
                         .metadata = &metadata,
                         .palette_file_bytes = palette_file_bytes(image, finished.size),
                         .effort = options.effort,
                         .progressive = options.progressive,
                         .near_lossless = options.near_lossless,
                         .compression = target.compression};
  // An image from a palette has other colors once it is resampled.
  if (options.lossless) encoding.palette_file_bytes.reset();
  if (options.target_bytes && codec.default_quality > 0) {
    const int best_quality = options.quality.value_or(codec.default_quality);
    return encode_within({*options.target_bytes, best_quality, codec.size_curve}, [&](int quality) {
      encoding.quality = quality;
      return codec.encode(finished, encoding);
    });
  }
  Bytes file = codec.encode(finished, encoding);
  if (options.target_bytes && file.size() > *options.target_bytes) {
    throw_above_target(file.size(), *options.target_bytes, codec);
  }
  return {std::move(file), 0};
}

}  // namespace

EncodedOutput encode_output(const Finished& finished, const OpenedImage& image, const OutputPlan& plan,
                            const model::ResizeOptions& options) {
  EncodedOutput output;
  const TargetPlan& target = image.plan.targets[plan.target];
  const Codec& codec = *target.codec;
  ImageInfo info = info_of(finished, image, target, options.auto_orient);
  model::Warnings losses;
  info.metadata = output_metadata(info, finished.image, codec.traits().metadata, options.keep, losses);
  if (!stays_untouched(image, plan, info.metadata, options)) {
    output.warnings = losses;
    SizedFile encoded = encode_file(finished.image, image, target, info.metadata, options);
    output.bytes = std::move(encoded.bytes);
    if (options.target_bytes) output.facts.quality = static_cast<std::uint8_t>(encoded.quality);
  }
  if (!output.bytes) {
    output.facts.made_from = model::MadeFrom::input_file;
  } else if (image.plan.pictures[plan.picture].larger) {
    output.facts.made_from = model::MadeFrom::larger_output;
  }
  const ByteView file = output.file(image);
  info.orientation = info.metadata.orientation;
  output.facts.hash = util::hash_of({reinterpret_cast<const char*>(file.data()), file.size()});
  output.facts.image = facts_of(info, codec.format, file.size());
  return output;
}

}  // namespace resizer::imaging
