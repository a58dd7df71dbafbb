#pragma once

#include "imaging/core/image.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// Sharpens the luma of an image; of RGB, all channels by the same amount, so that hues stay. Beside an edge, luma
/// exceeds the brightest and darkest of a pixel and its eight neighbors by at most a tenth of their contrast, so that a
/// halo is faint and one pixel wide. Transparent pixels stay, and do not count. Shares the planes that do not change.
Image sharpened(const Image& image, model::Sharpening sharpening);

}  // namespace resizer::imaging
