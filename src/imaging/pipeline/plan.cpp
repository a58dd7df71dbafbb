#include "imaging/pipeline/plan.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "imaging/color/hdr_light.hpp"
#include "imaging/pipeline/picture_chain.hpp"
#include "model/format.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// CMYK is converted to RGB and flattened only after resampling, so it must not be premultiplied.
Alpha resampled_alpha(const PixelFormat& source, const PixelFormat& pre_rotation) {
  if (!source.has_alpha()) return Alpha::none;
  if (source.family == ColorFamily::cmyk) return Alpha::straight;
  return pre_rotation.has_alpha() ? Alpha::straight : Alpha::premultiplied;
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

/// The settings common to all sizes of a format.
Resampling common_resampling(const ImageInfo& info, const TargetPlan& target, bool is_linear, model::Filter filter) {
  Resampling resampling;
  resampling.filter = filter;
  resampling.alpha = resampled_alpha(info.pixels, target.pre_rotation);
  // Changing colors, or bleeding them under transparency, needs chroma for each pixel.
  const bool has_profile = !info.metadata.icc.empty() || high_range_of(info.metadata.code_points);
  const bool is_converted = is_linear || (target.to_srgb && has_profile);
  const bool changes_colors = is_converted || target.pre_rotation.has_alpha();
  const bool stays_subsampled = target.pre_rotation.family == ColorFamily::ycbcr &&
                                resampling.alpha == target.pre_rotation.alpha && !changes_colors;
  if (stays_subsampled) resampling.chroma = target.pre_rotation.subsampling;
  return resampling;
}

PicturePlan plan_picture(const Geometry& geometry, Resampling resampling, Subsampling pre_rotation) {
  resampling.size = whole_chroma_steps(geometry.resampled, pre_rotation);
  resampling.region = geometry.source;
  extend(resampling.region.left, resampling.region.width, geometry.resampled.width_px, resampling.size.width_px,
         geometry.orientation.flip_x);
  extend(resampling.region.top, resampling.region.height, geometry.resampled.height_px, resampling.size.height_px,
         geometry.orientation.flip_y);
  return {geometry, resampling, std::nullopt};
}

void check_sides(Size canvas, const Codec& target) {
  if (std::max(canvas.width_px, canvas.height_px) <= target.traits().max_side_px) return;
  throw util::Error(util::ErrorCode::too_large, "an output of " + std::to_string(canvas.width_px) + " x " +
                                                    std::to_string(canvas.height_px) + " pixels is more than " +
                                                    std::string(model::name_of(target.format)) + " can hold");
}

/// Whether an image is smaller than its canvas.
bool pads(const Geometry& geometry) noexcept {
  return !geometry.content_gravity && geometry.canvas != oriented(geometry.resampled, geometry.orientation);
}

/// The finest chroma of any picture.
Subsampling finest_chroma(const std::vector<PicturePlan>& pictures) {
  Subsampling finest = pictures.front().resampling.chroma;
  for (const PicturePlan& picture : pictures) {
    finest.log2_x = std::min(finest.log2_x, picture.resampling.chroma.log2_x);
    finest.log2_y = std::min(finest.log2_y, picture.resampling.chroma.log2_y);
  }
  return finest;
}

std::shared_ptr<const TransferCurves> curves_of(const ImageInfo& info) {
  const auto high_range = high_range_of(info.metadata.code_points);
  if (high_range) return std::make_shared<const TransferCurves>(*high_range, info.pixels.family);
  return std::make_shared<const TransferCurves>(info.metadata.icc, info.pixels.family);
}

PlaceholderPlan plan_placeholder(const ImageInfo& info, const std::vector<PicturePlan>& pictures) {
  PlaceholderPlan plan;
  plan.picture = pictures.size() - 1;
  plan.target.to_srgb = true;
  for (std::size_t place = 0; place < pictures.size(); ++place) {
    const bool is_smallest = pictures[place].geometry.canvas == pictures.back().geometry.canvas;
    if (is_smallest && pictures[place].resampling.alpha == Alpha::straight) plan.picture = place;
  }
  PixelFormat& format = plan.target.stored;
  format.family = info.pixels.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  if (pictures[plan.picture].resampling.alpha == Alpha::straight) format.alpha = Alpha::straight;
  plan.target.pre_rotation = format;
  return plan;
}

/// Adds the outputs of one size, and the pictures that they are made from.
void plan_size(const Geometry& geometry, std::size_t first_index, std::span<const Resampling> common,
               ConversionPlan& plan) {
  const std::size_t first_picture = plan.pictures.size();
  for (std::size_t target = 0; target < plan.targets.size(); ++target) {
    check_sides(geometry.canvas, *plan.targets[target].codec);
    const PicturePlan wanted = plan_picture(geometry, common[target], plan.targets[target].pre_rotation.subsampling);
    std::size_t picture = first_picture;
    while (picture < plan.pictures.size() && plan.pictures[picture].resampling != wanted.resampling) ++picture;
    if (picture == plan.pictures.size()) plan.pictures.push_back(wanted);
    plan.outputs.push_back({first_index + target, picture, target});
  }
}

/// Sorts the pictures, largest first, and the outputs likewise.
void sort_by_size(ConversionPlan& plan) {
  std::vector<std::size_t> order(plan.pictures.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t old) { return shrink_factor(plan.pictures[old].geometry); });
  std::vector<PicturePlan> pictures;
  std::vector<std::size_t> new_place(order.size());
  for (const std::size_t old : order) {
    new_place[old] = pictures.size();
    pictures.push_back(plan.pictures[old]);
  }
  plan.pictures = std::move(pictures);
  for (OutputPlan& output : plan.outputs) output.picture = new_place[output.picture];
  std::ranges::stable_sort(plan.outputs, {}, &OutputPlan::picture);
}

}  // namespace

Resampling PicturePlan::resampling_from(const DecodedLayout& layout) const {
  Resampling scaled = resampling;
  const auto to_decoded = [&](const Region& region) {
    return Region{region.left * layout.scale, region.top * layout.scale, region.width * layout.scale,
                  region.height * layout.scale};
  };
  scaled.region = to_decoded(resampling.region);
  if (resampling.bounds) scaled.bounds = to_decoded(*resampling.bounds);
  return scaled;
}

Resampling PicturePlan::resampling_from(const PicturePlan& larger_picture) const {
  const Region& base = larger_picture.resampling.region;
  const double scale_x = larger_picture.resampling.size.width_px / base.width;
  const double scale_y = larger_picture.resampling.size.height_px / base.height;
  Resampling scaled = resampling;
  const Region& full = resampling.region;
  scaled.bounds.reset();
  scaled.region = {(full.left - base.left) * scale_x, (full.top - base.top) * scale_y, full.width * scale_x,
                   full.height * scale_y};
  return scaled;
}

ConversionPlan plan_conversion(const ImageInfo& info, const Codec& source, std::span<const Codec* const> targets,
                               const model::ResizeOptions& options) {
  ConversionPlan plan;
  // Amounts of ink are already linear in the light reflected by the paper between the dots (Murray 1936).
  if (options.linear && info.pixels.family != ColorFamily::cmyk) plan.curves = curves_of(info);
  std::vector<Geometry> geometries;
  for (const model::TargetSize& size : options.sizes) {
    geometries.push_back(plan_geometry(info.size, options.auto_orient ? info.orientation : 1, size, options));
  }
  const bool is_padded = std::ranges::any_of(geometries, pads);
  std::vector<Resampling> common;
  for (const Codec* codec : targets) {
    plan.targets.push_back(plan_target(info, source, *codec, is_padded, options));
    common.push_back(common_resampling(info, plan.targets.back(), plan.curves != nullptr, options.filter));
  }
  for (const Geometry& geometry : geometries) plan_size(geometry, plan.outputs.size(), common, plan);
  if (options.crop) {
    for (PicturePlan& picture : plan.pictures) picture.resampling.bounds = picture.geometry.available;
  }
  sort_by_size(plan);
  if (options.placeholder) plan.placeholder = plan_placeholder(info, plan.pictures);

  if (options.shrink_on_load && options.filter != model::Filter::nearest) {
    chain_pictures(plan.pictures, *options.shrink_on_load);
    plan.decode.max_shrink = decoder_shrink(plan.pictures, *options.shrink_on_load);
  }
  // Linear light needs chroma at full size.
  if (!plan.curves) plan.decode.chroma = finest_chroma(plan.pictures);
  plan.decode.fail_on = options.fail_on;
  return plan;
}

}  // namespace resizer::imaging
