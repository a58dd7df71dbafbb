#pragma once

#include "imaging/core/image.hpp"

namespace resizer::imaging {

/// The share of blocks of 2 x 2 pixels in which halving chroma would change it visibly.
double chroma_loss(const Image& full_chroma);

/// Halves the chroma of an image with 4:4:4, both ways, if that loses little. Photos lose little, colored text and
/// drawings much.
void halve_smooth_chroma(Image& image);

}  // namespace resizer::imaging
