#pragma once

#include <optional>

#include "resizer/imaging/image.hpp"

namespace resizer::imaging {

/// An RGB picture of 8 bits, with or without alpha, in at most 256 colours: groups of colours that are split where they
/// vary most (after Wan, Wong and Prusinkiewicz, "An algorithm for multidimensional data clustering", 1988), without
/// dithering. A colour that makes up most of its group stays exactly as it is, so that flat areas do. None if it would
/// show: below 40 dB of peak signal-to-noise ratio.
std::optional<Image> in_few_colors(const Image& image);

}  // namespace resizer::imaging
