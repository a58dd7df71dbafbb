#pragma once

#include "imaging/resample/resampler.hpp"

namespace resizer::imaging {

/// Alpha bleeding: gives almost transparent pixels the colors of visible pixels nearby. Otherwise lossy compression and
/// subsampled chroma would smear hidden colors into visible pixels, as a fringe. `straight` has straight alpha and is
/// modified in place.
void bleed_alpha_edges(const Image& straight, Resampler& resampler);

}  // namespace resizer::imaging
