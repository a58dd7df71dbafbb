#include "imaging/resample/geometry.hpp"

#include <algorithm>
#include <cmath>
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

/// The part of the upright image that a crop to `size` keeps.
Region crop_of(Size upright, Scale scale, Size size, Placement placement) noexcept {
  Region region;
  region.width = std::min<double>(upright.width_px, size.width_px / scale.x);
  region.height = std::min<double>(upright.height_px, size.height_px / scale.y);
  region.left = (upright.width_px - region.width) * placement.x;
  region.top = (upright.height_px - region.height) * placement.y;
  return region;
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
  const Scale scale = scale_for(target, upright, options);
  const Placement placement = placement_of(options.gravity);

  Size image{to_pixels(upright.width_px * scale.x), to_pixels(upright.height_px * scale.y)};
  geometry.source = {0, 0, static_cast<double>(upright.width_px), static_cast<double>(upright.height_px)};
  geometry.canvas = image;
  const model::Box wanted = std::holds_alternative<model::Box>(target) ? std::get<model::Box>(target) : model::Box{};
  const Size box{wanted.width_px.value_or(image.width_px), wanted.height_px.value_or(image.height_px)};
  if (options.fit == model::Fit::cover) {
    image = {std::min(box.width_px, image.width_px), std::min(box.height_px, image.height_px)};
    geometry.source = crop_of(upright, scale, image, placement);
    geometry.canvas = image;
  } else if (options.fit == model::Fit::contain) {
    geometry.canvas = box;
    geometry.left_px = static_cast<std::uint32_t>((box.width_px - image.width_px) * placement.x);
    geometry.top_px = static_cast<std::uint32_t>((box.height_px - image.height_px) * placement.y);
  }
  geometry.resampled = oriented(image, geometry.orientation);
  geometry.source = before_orientation(geometry.source, stored, geometry.orientation);
  return geometry;
}

double shrink_factor(const Geometry& geometry) noexcept {
  return std::min(geometry.source.width / geometry.resampled.width_px,
                  geometry.source.height / geometry.resampled.height_px);
}

}  // namespace resizer::imaging
