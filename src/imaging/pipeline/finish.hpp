#pragma once

#include "imaging/pipeline/plan.hpp"
#include "imaging/pipeline/workspace.hpp"

namespace resizer::imaging {

/// An image ready for encoding.
struct Finished {
  Image image;
  std::vector<std::uint8_t> icc;  ///< The profile of its colors; empty: none.
  Geometry geometry;              ///< As planned, and cut to the canvas.
  model::Warnings warnings;
};

/// The parts of a plan that matter here.
struct FinishPlan {
  const Geometry& geometry;
  const TargetPlan& target;
  const TransferCurves* curves = nullptr;
};

/// Finishes a resampled image: converts colors, alpha and samples to the output format, applies the orientation, crops,
/// and places it on its canvas. `info` is the header of the input.
Finished finish_image(Image resampled, const ImageInfo& info, const FinishPlan& plan, Workspace& workspace);

/// An upper bound of the memory of finish_image() per pixel, besides the image. `resampled_pixel_bytes` is the size of
/// a pixel in all its planes.
std::uint64_t finishing_pixel_bytes(std::uint64_t resampled_pixel_bytes, const TargetPlan& target) noexcept;

}  // namespace resizer::imaging
