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

/// The part of the upright image that a crop to `size` keeps.
Region centered_crop(Size upright, Scale scale, Size size) noexcept {
  Region region;
  region.width = std::min<double>(upright.width_px, size.width_px / scale.x);
  region.height = std::min<double>(upright.height_px, size.height_px / scale.y);
  region.left = (upright.width_px - region.width) / 2;
  region.top = (upright.height_px - region.height) / 2;
  return region;
}

}  // namespace

Geometry plan_geometry(Size stored, int exif_orientation, const model::TargetSize& target,
                       const model::ResizeOptions& options) {
  Geometry geometry;
  geometry.orientation = orientation_from_exif(exif_orientation);
  const Size upright = oriented(stored, geometry.orientation);
  const Scale scale = scale_for(target, upright, options);

  Size image{to_pixels(upright.width_px * scale.x), to_pixels(upright.height_px * scale.y)};
  geometry.source = {0, 0, static_cast<double>(upright.width_px), static_cast<double>(upright.height_px)};
  geometry.canvas = image;
  const model::Box wanted = std::holds_alternative<model::Box>(target) ? std::get<model::Box>(target) : model::Box{};
  const Size box{wanted.width_px.value_or(image.width_px), wanted.height_px.value_or(image.height_px)};
  if (options.fit == model::Fit::cover) {
    image = {std::min(box.width_px, image.width_px), std::min(box.height_px, image.height_px)};
    geometry.source = centered_crop(upright, scale, image);
    geometry.canvas = image;
  } else if (options.fit == model::Fit::contain) {
    geometry.canvas = box;
    geometry.left_px = (box.width_px - image.width_px) / 2;
    geometry.top_px = (box.height_px - image.height_px) / 2;
  }
  geometry.resampled = oriented(image, geometry.orientation);
  if (geometry.orientation.transpose) {  // A centered region needs no flip.
    std::swap(geometry.source.left, geometry.source.top);
    std::swap(geometry.source.width, geometry.source.height);
  }
  return geometry;
}

double shrink_factor(const Geometry& geometry) noexcept {
  return std::min(geometry.source.width / geometry.resampled.width_px,
                  geometry.source.height / geometry.resampled.height_px);
}

}  // namespace resizer::imaging
