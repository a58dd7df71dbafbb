#include "imaging/pipeline/untouched.hpp"

#include <cstdint>

namespace resizer::imaging {
namespace {

bool keeps_size(const ImageInfo& info, const Geometry& geometry, bool auto_orient) noexcept {
  const Region all{0, 0, static_cast<double>(info.size.width_px), static_cast<double>(info.size.height_px)};
  const bool is_upright = !auto_orient || info.orientation == 1;
  return is_upright && geometry.canvas == info.size && geometry.resampled == info.size && geometry.source == all;
}

/// Whether the options require no re-encoding. Samples in a format that outputs do not use, such as CMYK, are
/// converted.
bool keeps_pixels(const OpenedImage& image, const TargetPlan& target, const model::ResizeOptions& options) noexcept {
  return image.source == target.codec && target.stored == image.info.pixels && !target.to_srgb && !target.sharpen &&
         !image.plan.curves && !options.quality && image.file_bytes <= options.target_bytes.value_or(UINT64_MAX) &&
         !(options.progressive && target.codec->format == model::Format::jpeg);
}

/// Whether the file was read completely and contains nothing that `options` drop.
bool keeps_metadata(const OpenedImage& image, const Metadata& kept, model::Keep keep) {
  if (image.file.size() != image.file_bytes) return false;
  if (keep == model::Keep::all) return true;
  const Metadata& source = image.info.metadata;
  const bool has_more = kept.icc != source.icc || kept.code_points != source.code_points || source.density;
  const Codec& codec = *image.source;
  return !has_more && codec.holds_image_only != nullptr && codec.holds_image_only(image.file);
}

}  // namespace

bool stays_untouched(const OpenedImage& image, const OutputPlan& output, const Metadata& kept,
                     const model::ResizeOptions& options) {
  const TargetPlan& target = image.plan.targets[output.target];
  return !options.upscale &&
         keeps_size(image.info, image.plan.pictures[output.picture].geometry, options.auto_orient) &&
         keeps_pixels(image, target, options) && target.warnings.empty() && image.decoder->info().warnings.empty() &&
         keeps_metadata(image, kept, options.keep);
}

}  // namespace resizer::imaging
