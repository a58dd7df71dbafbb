#pragma once

#include "imaging/core/image.hpp"
#include "model/options.hpp"

/// Crops that keep what matters.
namespace resizer::imaging {

/// The position of the part of this size that matters most, in an upright image, gray, RGB or YCbCr, at least as large.
///
/// Gravity::attention: by attention_map(). What is in the middle of the part counts most, so that a subject is not cut.
/// Gravity::entropy: where the histogram of luma has the greatest entropy (Shannon 1948).
/// Of equal parts, that nearest to the center.
Position position_by_content(const Image& image, Size part, model::Gravity gravity);

}  // namespace resizer::imaging
