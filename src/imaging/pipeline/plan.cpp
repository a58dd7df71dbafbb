#include "imaging/pipeline/plan.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "imaging/codecs/registry.hpp"
#include "imaging/color/hdr_light.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/pipeline/output_chain.hpp"
#include "model/format.hpp"
#include "model/setting.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// The ideal pixel format of the output, upright.
PixelFormat desired_format(const PixelFormat& source, Orientation orientation) {
  PixelFormat format = source;
  if (format.family == ColorFamily::cmyk) {
    format.family = ColorFamily::rgb;
    if (format.sample == SampleType::f32) format.sample = SampleType::u16;
    if (format.sample == SampleType::u16) format.depth_bits = 16;
  }
  if (format.has_alpha()) format.alpha = Alpha::straight;
  if (orientation.transpose) std::swap(format.subsampling.log2_x, format.subsampling.log2_y);
  return format;
}

/// CMYK is converted to RGB and flattened onto white only after resampling, so it must not be premultiplied.
Alpha resampled_alpha(const PixelFormat& source, const PixelFormat& pre_rotation) {
  if (!source.has_alpha()) return Alpha::none;
  if (source.family == ColorFamily::cmyk) return Alpha::straight;
  return pre_rotation.has_alpha() ? Alpha::straight : Alpha::premultiplied;
}

/// A quality, a limit of bytes, or another format implies lossy compression.
Compression output_compression(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options) noexcept {
  const bool stays = source.format == target.format && !options.quality && !options.target_bytes;
  return stays ? info.compression : Compression::lossy;
}

Size whole_chroma_steps(Size size, Subsampling subsampling) noexcept {
  const auto round_up = [](std::uint32_t length, std::uint8_t log2) {
    return (length + (1U << log2) - 1) >> log2 << log2;
  };
  return {round_up(size.width_px, subsampling.log2_x), round_up(size.height_px, subsampling.log2_y)};
}

/// Extends the region along one axis in proportion to `whole` / `length`.
void extend(double& start, double& extent, std::uint32_t length, std::uint32_t whole, bool at_start) noexcept {
  const double extra = (whole - length) * extent / length;
  if (at_start) start -= extra;
  extent += extra;
}

/// Whether a gray image gets a background that is not gray. One with a profile keeps that, and stays gray.
bool needs_colors(const ImageInfo& info, const std::vector<Geometry>& geometries, const Codec& target,
                  const model::ResizeOptions& options) {
  if (info.pixels.family != ColorFamily::gray || !options.background || options.linear) return false;
  const auto& points = info.metadata.code_points;
  if (!info.metadata.icc.empty() || (points && !is_shown_as_srgb(*points))) return false;
  const auto& [red, green, blue] = *options.background;
  if (red == green && green == blue) return false;
  const bool is_flattened = info.pixels.has_alpha() && !target.traits().has_alpha;
  return is_flattened || std::ranges::any_of(geometries, [](const Geometry& geometry) {
           return geometry.canvas != oriented(geometry.resampled, geometry.orientation) && !geometry.content_gravity;
         });
}

/// The settings common to all sizes.
Resampling common_resampling(const ImageInfo& info, const ConversionPlan& plan, const model::ResizeOptions& options) {
  Resampling resampling;
  resampling.filter = options.filter;
  resampling.alpha = resampled_alpha(info.pixels, plan.pre_rotation);
  // Changing colors, or bleeding them under transparency, needs chroma for each pixel.
  const bool has_profile = !info.metadata.icc.empty() || high_range_of(info.metadata.code_points);
  const bool is_converted = plan.curves != nullptr || (plan.to_srgb && has_profile);
  const bool changes_colors = is_converted || plan.pre_rotation.has_alpha();
  const bool stays_subsampled =
      plan.pre_rotation.family == ColorFamily::ycbcr && resampling.alpha == plan.pre_rotation.alpha && !changes_colors;
  if (stays_subsampled) resampling.chroma = plan.pre_rotation.subsampling;
  return resampling;
}

OutputPlan plan_output(std::size_t index, const Geometry& geometry, Resampling resampling, Subsampling pre_rotation) {
  resampling.size = whole_chroma_steps(geometry.resampled, pre_rotation);
  resampling.region = geometry.source;
  extend(resampling.region.left, resampling.region.width, geometry.resampled.width_px, resampling.size.width_px,
         geometry.orientation.flip_x);
  extend(resampling.region.top, resampling.region.height, geometry.resampled.height_px, resampling.size.height_px,
         geometry.orientation.flip_y);
  return {index, geometry, resampling, std::nullopt};
}

void check_sides(Size canvas, const Codec& target) {
  if (std::max(canvas.width_px, canvas.height_px) <= target.traits().max_side_px) return;
  throw util::Error(util::ErrorCode::too_large, "an output of " + std::to_string(canvas.width_px) + " x " +
                                                    std::to_string(canvas.height_px) + " pixels is more than " +
                                                    std::string(model::name_of(target.format)) + " can hold");
}

Subsampling subsampling_of(model::Chroma chroma) noexcept {
  switch (chroma) {
    case model::Chroma::yuv444:
      return {0, 0};
    case model::Chroma::yuv422:
      return {1, 0};
    case model::Chroma::yuv420:
      return {1, 1};
  }
  return {};
}

/// Stores chroma as asked, if the format has a choice. Returns whether it has less than that.
bool choose_chroma(std::optional<model::Chroma> asked, const Codec& target, PixelFormat& stored) noexcept {
  if (!asked || stored.family != ColorFamily::ycbcr) return false;
  const Subsampling wanted = subsampling_of(*asked);
  if (target.traits().can_choose_chroma) stored.subsampling = wanted;
  return stored.subsampling.log2_x > wanted.log2_x || stored.subsampling.log2_y > wanted.log2_y;
}

/// What the output format cannot hold.
model::Warnings losses(const PixelFormat& source, const PixelFormat& stored) {
  model::Warnings warnings;
  if (source.depth_bits > stored.depth_bits) warnings.add(model::Warning::depth_reduced);
  if (source.has_alpha() && !stored.has_alpha()) warnings.add(model::Warning::alpha_flattened);
  return warnings;
}

std::shared_ptr<const TransferCurves> curves_of(const ImageInfo& info) {
  const auto high_range = high_range_of(info.metadata.code_points);
  if (high_range) return std::make_shared<const TransferCurves>(*high_range, info.pixels.family);
  return std::make_shared<const TransferCurves>(info.metadata.icc, info.pixels.family);
}

}  // namespace

Resampling OutputPlan::resampling_from(const DecodedLayout& layout) const {
  Resampling scaled = resampling;
  const auto to_decoded = [&](const Region& region) {
    return Region{region.left * layout.scale, region.top * layout.scale, region.width * layout.scale,
                  region.height * layout.scale};
  };
  scaled.region = to_decoded(resampling.region);
  if (resampling.bounds) scaled.bounds = to_decoded(*resampling.bounds);
  return scaled;
}

Resampling OutputPlan::resampling_from(const OutputPlan& larger_output) const {
  const Region& base = larger_output.resampling.region;
  const double scale_x = larger_output.resampling.size.width_px / base.width;
  const double scale_y = larger_output.resampling.size.height_px / base.height;
  Resampling scaled = resampling;
  const Region& full = resampling.region;
  scaled.bounds.reset();
  scaled.region = {(full.left - base.left) * scale_x, (full.top - base.top) * scale_y, full.width * scale_x,
                   full.height * scale_y};
  return scaled;
}

ConversionPlan plan_conversion(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options) {
  ConversionPlan plan;
  const int exif_orientation = options.auto_orient ? info.orientation : 1;
  const Orientation orientation = orientation_from_exif(exif_orientation);
  std::vector<Geometry> geometries;
  for (const model::TargetSize& size : options.sizes) {
    geometries.push_back(plan_geometry(info.size, exif_orientation, size, options));
  }
  plan.background = options.background;
  PixelFormat wanted = desired_format(info.pixels, orientation);
  plan.gray_to_rgb = needs_colors(info, geometries, target, options);
  if (plan.gray_to_rgb) wanted.family = ColorFamily::rgb;
  plan.stored = target.storable(wanted, output_compression(info, source, target, options));
  const bool has_less_chroma = choose_chroma(options.chroma, target, plan.stored);
  plan.pre_rotation = plan.stored;
  if (orientation.transpose) std::swap(plan.pre_rotation.subsampling.log2_x, plan.pre_rotation.subsampling.log2_y);
  plan.warnings = losses(info.pixels, plan.stored);
  if (has_less_chroma) plan.warnings.add(model::Warning::chroma_reduced);

  // High dynamic range is only described by code points.
  const bool keeps_code_points = target.traits().metadata.code_points && options.keep != model::Keep::none;
  const bool is_high_range = high_range_of(info.metadata.code_points).has_value();
  plan.to_srgb = options.to_srgb || (is_high_range && !keeps_code_points);
  if (plan.to_srgb && is_high_range) plan.warnings.add(model::Warning::range_reduced);
  // Amounts of ink are already linear in the light reflected by the paper between the dots (Murray 1936).
  if (options.linear && info.pixels.family != ColorFamily::cmyk) plan.curves = curves_of(info);

  const Resampling common = common_resampling(info, plan, options);
  for (std::size_t index = 0; index < geometries.size(); ++index) {
    check_sides(geometries[index].canvas, target);
    plan.outputs.push_back(plan_output(index, geometries[index], common, plan.pre_rotation.subsampling));
    if (options.crop) plan.outputs.back().resampling.bounds = geometries[index].available;
  }
  std::ranges::stable_sort(plan.outputs, {}, [](const OutputPlan& output) { return shrink_factor(output.geometry); });

  if (options.shrink_on_load && options.filter != model::Filter::nearest) {
    chain_outputs(plan.outputs, *options.shrink_on_load);
    plan.decode.max_shrink = decoder_shrink(plan.outputs, *options.shrink_on_load);
  }
  // Linear light needs chroma at full size.
  if (!plan.curves) plan.decode.chroma = common.chroma;
  plan.decode.fail_on = options.fail_on;
  return plan;
}

const Codec& output_codec(const Codec& source, std::optional<model::Format> asked,
                          const std::filesystem::path& output) {
  const Codec* codec = asked ? find_codec(*asked) : &source;
  if (!asked && codec->encode == nullptr) {
    const auto named = model::format_of_extension(output.extension().native());
    codec = named ? find_codec(*named) : nullptr;
  }
  if (codec == nullptr || codec->encode == nullptr) {
    throw model::SettingError(util::ErrorCode::unsupported_format,
                              std::string(model::name_of(asked.value_or(source.format))) + " cannot be written",
                              model::Setting::output_format);
  }
  return *codec;
}

}  // namespace resizer::imaging
