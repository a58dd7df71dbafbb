#include "imaging/pipeline/georeference.hpp"

#include <cstddef>

namespace resizer::imaging {
namespace {

constexpr std::size_t kTiepointNumbers = 6;  // raster column, row and height, then model coordinates
constexpr std::size_t kMatrixNumbers = 16;

/// Along one axis: source = offset + step * output, in raster coordinates.
struct Axis {
  double offset;
  double step;
};

/// GTRasterTypeGeoKey: whether integer coordinates are pixel centers rather than corners.
bool counts_from_centers(const GeoReference& reference) noexcept {
  constexpr std::uint16_t kRasterType = 1025;
  constexpr std::uint16_t kPixelIsPoint = 2;
  constexpr std::size_t kKeyNumbers = 4;
  for (std::size_t at = kKeyNumbers; at + kKeyNumbers <= reference.keys.size(); at += kKeyNumbers) {
    if (reference.keys[at] == kRasterType) return reference.keys[at + 3] == kPixelIsPoint;
  }
  return false;
}

Axis axis(double source_start, double source_length, std::uint32_t pixels, std::uint32_t margin_px,
          bool from_centers) noexcept {
  const double step = source_length / pixels;
  const double at_edges = source_start - step * margin_px;
  return {from_centers ? at_edges + (step - 1) / 2 : at_edges, step};
}

}  // namespace

GeoReference regridded(const GeoReference& source, const Geometry& geometry) {
  if (geometry.orientation != Orientation{}) return {.complete = false};
  GeoReference result = source;
  const bool from_centers = counts_from_centers(source);
  const Region& region = geometry.source;
  const Axis x = axis(region.left, region.width, geometry.resampled.width_px, geometry.left_px, from_centers);
  const Axis y = axis(region.top, region.height, geometry.resampled.height_px, geometry.top_px, from_centers);
  if (result.pixel_scale.size() >= 2) {
    result.pixel_scale[0] *= x.step;
    result.pixel_scale[1] *= y.step;
  }
  for (std::size_t at = 0; at + kTiepointNumbers <= result.tiepoints.size(); at += kTiepointNumbers) {
    result.tiepoints[at] = (result.tiepoints[at] - x.offset) / x.step;
    result.tiepoints[at + 1] = (result.tiepoints[at + 1] - y.offset) / y.step;
  }
  if (result.transformation.size() == kMatrixNumbers) {
    for (std::size_t row = 0; row < kMatrixNumbers; row += 4) {
      double* numbers = result.transformation.data() + row;
      numbers[3] += numbers[0] * x.offset + numbers[1] * y.offset;
      numbers[0] *= x.step;
      numbers[1] *= y.step;
    }
  }
  return result;
}

}  // namespace resizer::imaging
