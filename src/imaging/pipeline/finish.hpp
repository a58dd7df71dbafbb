#pragma once

#include "imaging/pipeline/plan.hpp"
#include "imaging/pipeline/workspace.hpp"

namespace resizer::imaging {

/// An image as it is to be encoded.
struct Finished {
  Image image;
  std::vector<std::uint8_t> icc;  ///< The profile that its colors are in now; empty: none.
  model::Warnings warnings;
};

/// Takes a resampled image through the rest: colors, alpha and samples as the output format holds them, upright, cut
/// to size and laid on its canvas. `info` is what the file said.
Finished finish_image(Image resampled, const ImageInfo& info, const ConversionPlan& plan, const Geometry& geometry,
                      Workspace& workspace);

/// The most bytes that finish_image() takes for each pixel of an image beside that image. `resampled_pixel_bytes` are
/// those of all its planes.
std::uint64_t finishing_pixel_bytes(std::uint64_t resampled_pixel_bytes, const ConversionPlan& plan) noexcept;

}  // namespace resizer::imaging
