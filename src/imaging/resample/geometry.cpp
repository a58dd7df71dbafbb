#include "imaging/resample/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

struct Scale {
  double x = 1;
  double y = 1;
};

std::uint32_t to_pixels(double length) {
  constexpr double kMaxSidePx = 1U << 30U;
  if (length > kMaxSidePx) throw util::Error(util::ErrorCode::too_large, "the requested size is too large");
  return static_cast<std::uint32_t>(std::max(1.0, std::floor(length + 0.5)));
}

Scale even_scale(double factor) noexcept {
  return {factor, factor};
}

Scale scale_to(const model::Box& box, Size upright, model::Fit fit) noexcept {
  const auto ratio = [](std::optional<std::uint32_t> length, std::uint32_t side) {
    return static_cast<double>(length.value_or(side)) / side;
  };
  const Scale scale{ratio(box.width_px, upright.width_px), ratio(box.height_px, upright.height_px)};
  // A single side sets the scale, whatever the fit.
  if (!box.width_px) return even_scale(scale.y);
  if (!box.height_px) return even_scale(scale.x);
  switch (fit) {
    case model::Fit::inside:
    case model::Fit::contain:
      return even_scale(std::min(scale.x, scale.y));
    case model::Fit::cover:
    case model::Fit::outside:
      return even_scale(std::max(scale.x, scale.y));
    case model::Fit::fill:
      break;
  }
  return scale;
}

Scale scale_to(model::LongEdge edge, Size upright, model::Fit /*fit*/) noexcept {
  return even_scale(static_cast<double>(edge.length_px) / std::max(upright.width_px, upright.height_px));
}

Scale scale_to(model::Percent percent, Size /*upright*/, model::Fit /*fit*/) noexcept {
  constexpr double kWhole = 100;
  return even_scale(percent.value / kWhole);
}

Scale scale_for(const model::TargetSize& target, Size upright, const model::ResizeOptions& options) {
  Scale scale = std::visit([&](const auto& kind) { return scale_to(kind, upright, options.fit); }, target);
  if (!options.upscale) scale = {std::min(scale.x, 1.0), std::min(scale.y, 1.0)};
  return scale;
}

/// How far an image lies to the right and the bottom of its free room: 0, a half or 1.
struct Placement {
  double x = 0.5;
  double y = 0.5;
};

Placement placement_of(model::Gravity gravity) noexcept {
  switch (gravity) {
    case model::Gravity::center:
    case model::Gravity::attention:
    case model::Gravity::entropy:
      break;
    case model::Gravity::north:
      return {0.5, 0};
    case model::Gravity::northeast:
      return {1, 0};
    case model::Gravity::east:
      return {1, 0.5};
    case model::Gravity::southeast:
      return {1, 1};
    case model::Gravity::south:
      return {0.5, 1};
    case model::Gravity::southwest:
      return {0, 1};
    case model::Gravity::west:
      return {0, 0.5};
    case model::Gravity::northwest:
      return {0, 0};
  }
  return {};
}

/// The part of `whole` that a crop to `size` keeps.
Region crop_of(const Region& whole, Scale scale, Size size, Placement placement) noexcept {
  Region region;
  region.width = std::min(whole.width, size.width_px / scale.x);
  region.height = std::min(whole.height, size.height_px / scale.y);
  region.left = whole.left + (whole.width - region.width) * placement.x;
  region.top = whole.top + (whole.height - region.height) * placement.y;
  return region;
}

/// One direction of a crop, in whole pixels.
struct Interval {
  double start = 0;
  double length = 0;
};

Interval to_pixels(model::CropLength start, model::CropLength length, std::uint32_t side_px) noexcept {
  const auto pixels = [&](model::CropLength part) {
    constexpr double kWhole = 100;
    return part.is_percent ? part.value / kWhole * side_px : part.value;
  };
  const double first = std::round(pixels(start));
  return {first, std::max(1.0, std::round(pixels(start) + pixels(length)) - first)};
}

/// The part of the upright image that is resized.
Region available_part(const std::optional<model::Crop>& crop, Size upright) {
  if (!crop) return {0, 0, static_cast<double>(upright.width_px), static_cast<double>(upright.height_px)};
  const Interval across = to_pixels(crop->left, crop->width, upright.width_px);
  const Interval down = to_pixels(crop->top, crop->height, upright.height_px);
  if (across.start + across.length > upright.width_px || down.start + down.length > upright.height_px) {
    throw util::Error(util::ErrorCode::too_large, "the crop " + describe(*crop) + " exceeds the image of " +
                                                      std::to_string(upright.width_px) + " x " +
                                                      std::to_string(upright.height_px) + " pixels");
  }
  return {across.start, down.start, across.length, down.length};
}

/// Whether the content can decide what the canvas keeps of an image of this size. Of very long images it would be a
/// small part, so that resampling all of them takes too long.
bool can_cut_by_content(model::Gravity gravity, Size image, Size canvas) noexcept {
  constexpr double kMostTimes = 16;
  const auto pixels = [](Size size) { return static_cast<double>(size.width_px) * size.height_px; };
  const bool looks_at_content = gravity == model::Gravity::attention || gravity == model::Gravity::entropy;
  return looks_at_content && canvas != image && pixels(image) <= kMostTimes * pixels(canvas);
}

/// The same region of the stored image.
Region before_orientation(Region region, Size stored, Orientation orientation) noexcept {
  if (orientation.transpose) {
    std::swap(region.left, region.top);
    std::swap(region.width, region.height);
  }
  if (orientation.flip_x) region.left = stored.width_px - region.left - region.width;
  if (orientation.flip_y) region.top = stored.height_px - region.top - region.height;
  return region;
}

}  // namespace

Geometry plan_geometry(Size stored, int exif_orientation, const model::TargetSize& target,
                       const model::ResizeOptions& options) {
  Geometry geometry;
  geometry.orientation = orientation_from_exif(exif_orientation);
  const Size upright = oriented(stored, geometry.orientation);
  const Region available = available_part(options.crop, upright);
  const Size whole{static_cast<std::uint32_t>(available.width), static_cast<std::uint32_t>(available.height)};
  const Scale scale = scale_for(target, whole, options);
  const Placement placement = placement_of(options.gravity);

  Size image{to_pixels(whole.width_px * scale.x), to_pixels(whole.height_px * scale.y)};
  Region source = available;
  geometry.canvas = image;
  const model::Box wanted = std::holds_alternative<model::Box>(target) ? std::get<model::Box>(target) : model::Box{};
  const Size box{wanted.width_px.value_or(image.width_px), wanted.height_px.value_or(image.height_px)};
  if (options.fit == model::Fit::cover) {
    geometry.canvas = {std::min(box.width_px, image.width_px), std::min(box.height_px, image.height_px)};
    if (can_cut_by_content(options.gravity, image, geometry.canvas)) {
      geometry.content_gravity = options.gravity;
    } else {
      image = geometry.canvas;
      source = crop_of(available, scale, image, placement);
    }
  } else if (options.fit == model::Fit::contain) {
    geometry.canvas = box;
    geometry.left_px = static_cast<std::uint32_t>((box.width_px - image.width_px) * placement.x);
    geometry.top_px = static_cast<std::uint32_t>((box.height_px - image.height_px) * placement.y);
  }
  geometry.resampled = oriented(image, geometry.orientation);
  geometry.source = before_orientation(source, stored, geometry.orientation);
  geometry.available = before_orientation(available, stored, geometry.orientation);
  return geometry;
}

Geometry cut_to_canvas(const Geometry& geometry, Position position) noexcept {
  const Region upright{static_cast<double>(position.left_px), static_cast<double>(position.top_px),
                       static_cast<double>(geometry.canvas.width_px), static_cast<double>(geometry.canvas.height_px)};
  const Region part = before_orientation(upright, geometry.resampled, geometry.orientation);
  const double step_x = geometry.source.width / geometry.resampled.width_px;
  const double step_y = geometry.source.height / geometry.resampled.height_px;
  Geometry cut = geometry;
  cut.source = {geometry.source.left + part.left * step_x, geometry.source.top + part.top * step_y, part.width * step_x,
                part.height * step_y};
  cut.resampled = oriented(geometry.canvas, geometry.orientation);
  cut.content_gravity.reset();
  return cut;
}

double shrink_factor(const Geometry& geometry) noexcept {
  return std::min(geometry.source.width / geometry.resampled.width_px,
                  geometry.source.height / geometry.resampled.height_px);
}

}  // namespace resizer::imaging
