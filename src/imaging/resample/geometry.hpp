#pragma once

#include <optional>

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

/// How one image is cropped, resized and placed.
struct Geometry {
  Region available;  ///< The part of the stored image that may be used: all of it, or the crop of the options.
  Region source;     ///< The part of it that is used.
  Size resampled;    ///< Its new size, before the orientation is applied.
  Orientation orientation;
  Size canvas;                ///< The finished image, upright.
  std::uint32_t left_px = 0;  ///< Position of the upright image on the canvas; 0 except with Fit::contain.
  std::uint32_t top_px = 0;
  /// If the content decides what is kept: the resampled image is larger than the canvas, and cut to it afterwards.
  std::optional<model::Gravity> content_gravity{};
};

/// Fits an image of size `stored` and the given orientation to `target`, by options.fit and options.upscale. The
/// target refers to the upright image. Sides are rounded to the nearest pixel and at least 1; crops and margins are
/// placed by options.gravity. Throws util::Error(too_large) if options.crop exceeds the image.
Geometry plan_geometry(Size stored, int exif_orientation, const model::TargetSize& target,
                       const model::ResizeOptions& options);

/// The geometry if the canvas is cut out of the resampled image at this position of the upright one.
Geometry cut_to_canvas(const Geometry& geometry, Position position) noexcept;

/// The factor of reduction: stored pixels per resampled pixel, the smaller of both directions.
double shrink_factor(const Geometry& geometry) noexcept;

}  // namespace resizer::imaging
