#pragma once

#include "imaging/core/orientation.hpp"
#include "imaging/core/size.hpp"
#include "model/options.hpp"

/// Sizes, crops and orientations: pure arithmetic, no pixels.
namespace resizer::imaging {

/// A rectangle in pixels of the stored image, between pixel edges: {0, 0, width, height} is all of it.
struct Region {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
  friend constexpr bool operator==(const Region&, const Region&) = default;
};

/// What is to be done with one image.
struct Geometry {
  Region source;   ///< What is used of the stored image.
  Size resampled;  ///< What it becomes, before the turn.
  Orientation orientation;
  Size canvas;                ///< The finished image, upright.
  std::uint32_t left_px = 0;  ///< Where the turned image lies on the canvas (not 0 with Fit::contain only).
  std::uint32_t top_px = 0;
};

/// Fits an image of size `stored` and the given orientation to `target`, by options.fit and options.upscale. The
/// target means the upright image. Sides are rounded to the nearest pixel and at least 1; crops and margins are
/// centered.
Geometry plan_geometry(Size stored, int exif_orientation, const model::TargetSize& target,
                       const model::ResizeOptions& options);

/// How much smaller the image becomes: stored pixels per resampled pixel, the smaller of both directions.
double shrink_factor(const Geometry& geometry) noexcept;

}  // namespace resizer::imaging
