#include "imaging/pipeline/target_plan.hpp"

#include <string>
#include <utility>

#include "imaging/codecs/registry.hpp"
#include "imaging/color/hdr_light.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/core/orientation.hpp"
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

/// A quality, a limit of bytes, or another format implies lossy compression. Throws model::SettingError if the format
/// cannot be lossless as asked.
Compression output_compression(const ImageInfo& info, const Codec& source, const Codec& target,
                               const model::ResizeOptions& options) {
  if (options.lossless) {
    if (target.traits().compressions != model::Compressions::lossy) return Compression::lossless;
    throw model::SettingError(util::ErrorCode::unsupported_format,
                              std::string(target.traits().label) + " cannot be lossless",
                              model::Setting::output_format);
  }
  const bool stays = source.format == target.format && !options.quality && !options.target_bytes;
  return stays ? info.compression : Compression::lossy;
}

Subsampling subsampling_of(model::Chroma chroma) noexcept {
  switch (chroma) {
    case model::Chroma::yuv444:
      return {0, 0};
    case model::Chroma::yuv422:
      return {1, 0};
    case model::Chroma::yuv420:
      return {1, 1};
    case model::Chroma::by_content:
      break;
  }
  return {};
}

/// Stores chroma as asked, if the format has a choice. Returns whether it has less than that.
bool choose_chroma(model::Chroma asked, const Codec& target, PixelFormat& stored) noexcept {
  if (stored.family != ColorFamily::ycbcr) return false;
  const Subsampling wanted = subsampling_of(asked);
  if (target.traits().can_choose_chroma) stored.subsampling = wanted;
  return stored.subsampling.log2_x > wanted.log2_x || stored.subsampling.log2_y > wanted.log2_y;
}

/// Of high quality, nothing should be visible at all.
bool is_chosen_by_content(const TargetPlan& target, const model::ResizeOptions& options) noexcept {
  constexpr int kHighQuality = 90;
  const Codec& codec = *target.codec;
  return options.chroma == model::Chroma::by_content && codec.traits().can_choose_chroma &&
         target.stored.family == ColorFamily::ycbcr && target.compression == Compression::lossy &&
         options.quality.value_or(codec.default_quality) < kHighQuality;
}

/// What the output format cannot hold.
model::Warnings losses(const PixelFormat& source, const PixelFormat& stored) {
  model::Warnings warnings;
  if (source.depth_bits > stored.depth_bits) warnings.add(model::Warning::depth_reduced);
  if (source.has_alpha() && !stored.has_alpha()) warnings.add(model::Warning::alpha_flattened);
  return warnings;
}

/// Whether a gray image gets a background that is not gray. One with a profile keeps that, and stays gray.
bool needs_colors(const ImageInfo& info, const Codec& codec, bool is_padded, const model::ResizeOptions& options) {
  if (info.pixels.family != ColorFamily::gray || !options.background || options.linear) return false;
  const auto& points = info.metadata.code_points;
  if (!info.metadata.icc.empty() || (points && !is_shown_as_srgb(*points))) return false;
  const auto& [red, green, blue] = *options.background;
  const bool is_flattened = info.pixels.has_alpha() && !codec.traits().has_alpha;
  return (is_padded || is_flattened) && !(red == green && green == blue);
}

const Codec& writable(const Codec* codec, model::Format format) {
  if (codec != nullptr && codec->encode != nullptr) return *codec;
  throw model::SettingError(util::ErrorCode::unsupported_format,
                            std::string(model::name_of(format)) + " cannot be written", model::Setting::output_format);
}

}  // namespace

TargetPlan plan_target(const ImageInfo& info, const Codec& source, const Codec& codec, bool is_padded,
                       const model::ResizeOptions& options) {
  TargetPlan target;
  target.codec = &codec;
  const Orientation orientation = orientation_from_exif(options.auto_orient ? info.orientation : 1);
  target.background = options.background;
  PixelFormat wanted = desired_format(info.pixels, orientation);
  target.gray_to_rgb = needs_colors(info, codec, is_padded, options);
  if (target.gray_to_rgb) wanted.family = ColorFamily::rgb;
  target.sharpen = options.sharpen;
  target.compression = output_compression(info, source, codec, options);
  target.stored = codec.storable(wanted, target.compression);
  const bool has_less_chroma = options.chroma && choose_chroma(*options.chroma, codec, target.stored);
  target.chroma_by_content = is_chosen_by_content(target, options);
  target.pre_rotation = target.stored;
  if (orientation.transpose) std::swap(target.pre_rotation.subsampling.log2_x, target.pre_rotation.subsampling.log2_y);
  target.warnings = losses(info.pixels, target.stored);
  if (has_less_chroma && options.chroma != model::Chroma::by_content)
    target.warnings.add(model::Warning::chroma_reduced);

  // High dynamic range is only described by code points.
  const bool keeps_code_points = codec.traits().metadata.code_points && options.keep != model::Keep::none;
  const bool is_high_range = high_range_of(info.metadata.code_points).has_value();
  target.to_srgb = options.to_srgb || (is_high_range && !keeps_code_points);
  if (target.to_srgb && is_high_range) target.warnings.add(model::Warning::range_reduced);
  return target;
}

std::vector<const Codec*> output_codecs(const Codec& source, const std::vector<model::Format>& asked,
                                        const std::filesystem::path& output) {
  std::vector<const Codec*> codecs;
  codecs.reserve(asked.size());
  for (const model::Format format : asked) codecs.push_back(&writable(find_codec(format), format));
  if (!asked.empty()) return codecs;
  if (source.encode != nullptr) return {&source};
  const auto named = model::format_of_extension(output.extension().native());
  return {&writable(find_codec(named.value_or(model::written_instead_of(source.format))), source.format)};
}

}  // namespace resizer::imaging
