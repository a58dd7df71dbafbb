#pragma once

#include "imaging/resample/resampler.hpp"

namespace resizer::imaging {

/// Gives pixels that are as good as transparent the colors of the nearest that are not, if these are within some
/// pixels: lossy compression and coarser chroma smear colors, and what they smear into the visible would be seen as a
/// fringe. `straight` has straight alpha and is changed in place.
void bleed_alpha_edges(const Image& straight, Resampler& resampler);

}  // namespace resizer::imaging
