#include "imaging/conversion_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "resizer/model/file_extension.hpp"
#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

/// The source's pixels as the output would like to have them, upright.
PixelFormat wished(const PixelFormat& source, Turn turn) {
  PixelFormat format = source;
  if (format.family == ColorFamily::cmyk) {
    format.family = ColorFamily::rgb;
    if (format.sample == SampleType::f32) format.sample = SampleType::u16;
    if (format.sample == SampleType::u16) format.depth_bits = 16;
    format.alpha = Alpha::none;
  }
  if (format.has_alpha()) format.alpha = Alpha::straight;
  if (turn.transpose) std::swap(format.subsampling.log2_x, format.subsampling.log2_y);
  return format;
}

Alpha resampled_alpha(const PixelFormat& source, const PixelFormat& unturned) {
  if (!source.has_alpha()) return Alpha::none;
  return unturned.has_alpha() ? Alpha::straight : Alpha::premultiplied;
}

/// A quality asks for lossy compression, and so does another format.
Compression output_compression(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options) noexcept {
  const bool stays = source.format == target.format && !options.quality;
  return stays ? info.compression : Compression::lossy;
}

Size whole_chroma_steps(Size size, Subsampling subsampling) noexcept {
  const auto round_up = [](std::uint32_t length, std::uint8_t log2) {
    return (length + (1U << log2) - 1) >> log2 << log2;
  };
  return {round_up(size.width_px, subsampling.log2_x), round_up(size.height_px, subsampling.log2_y)};
}

/// Grows the region along one axis by what `whole` is longer than `length`.
void extend(double& start, double& extent, std::uint32_t length, std::uint32_t whole, bool at_start) noexcept {
  const double extra = (whole - length) * extent / length;
  if (at_start) start -= extra;
  extent += extra;
}

}  // namespace

Resampling ConversionPlan::resampling_from(const DecodedLayout& layout) const {
  Resampling scaled = resampling;
  const Region& full = resampling.region;
  scaled.region = {full.left * layout.scale, full.top * layout.scale, full.width * layout.scale,
                   full.height * layout.scale};
  return scaled;
}

ConversionPlan plan_conversion(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options) {
  ConversionPlan plan;
  plan.geometry = plan_geometry(info.size, info.orientation, options);
  const Geometry& geometry = plan.geometry;
  if (std::max(geometry.canvas.width_px, geometry.canvas.height_px) > target.max_side_px) {
    throw util::Error(util::ErrorCode::too_large, "an output of " + std::to_string(geometry.canvas.width_px) + " x " +
                                                      std::to_string(geometry.canvas.height_px) +
                                                      " pixels is more than " +
                                                      std::string(model::name_of(target.format)) + " can hold");
  }
  plan.stored = target.storable(wished(info.pixels, geometry.turn), output_compression(info, source, target, options));
  plan.unturned = plan.stored;
  if (geometry.turn.transpose) std::swap(plan.unturned.subsampling.log2_x, plan.unturned.subsampling.log2_y);

  Resampling& resampling = plan.resampling;
  resampling.filter = options.filter;
  resampling.alpha = resampled_alpha(info.pixels, plan.unturned);
  const bool stays_subsampled = plan.unturned.family == ColorFamily::ycbcr && resampling.alpha == plan.unturned.alpha;
  if (stays_subsampled) resampling.chroma = plan.unturned.subsampling;
  resampling.size = whole_chroma_steps(geometry.resampled, plan.unturned.subsampling);
  resampling.region = geometry.source;
  extend(resampling.region.left, resampling.region.width, geometry.resampled.width_px, resampling.size.width_px,
         geometry.turn.flip_x);
  extend(resampling.region.top, resampling.region.height, geometry.resampled.height_px, resampling.size.height_px,
         geometry.turn.flip_y);

  const bool shrinks = options.shrink_on_load.has_value() && options.filter != model::Filter::nearest;
  if (shrinks) plan.decode.max_shrink = std::max(1.0, shrink_factor(geometry) / *options.shrink_on_load);
  plan.decode.chroma = resampling.chroma;
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
    throw util::Error(util::ErrorCode::unsupported_format,
                      std::string(model::name_of(asked.value_or(source.format))) +
                          " cannot be written; choose another format with --format");
  }
  return *codec;
}

}  // namespace resizer::imaging
