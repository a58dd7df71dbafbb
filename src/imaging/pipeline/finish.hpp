#pragma once

#include "imaging/pipeline/plan.hpp"
#include "imaging/pipeline/workspace.hpp"

namespace resizer::imaging {

/// A picture as it is to be encoded.
struct Finished {
  Image image;
  std::vector<std::uint8_t> icc;  ///< The profile that its colours are in now; empty: none.
  model::Warnings warnings;
};

/// Takes a resampled picture through the rest: colours, alpha and samples as the output format holds them, upright, cut
/// to size and laid on its canvas. `info` is what the file said.
Finished finish_picture(Image resampled, const ImageInfo& info, const ConversionPlan& plan, const Geometry& geometry,
                        Workspace& workspace);

}  // namespace resizer::imaging
