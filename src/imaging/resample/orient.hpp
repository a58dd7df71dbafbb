#pragma once

#include "imaging/core/image.hpp"
#include "imaging/resample/geometry.hpp"

namespace resizer::imaging {

/// Applies an orientation to the planes of an image, and to its chroma subsampling.
Image orient_image(const Image& image, Orientation orientation);

/// The upper left part of an image, sharing its pixels. `size` must not exceed image.size.
Image crop_to(const Image& image, Size size);

/// Places an image on a canvas that is transparent if the format has alpha, otherwise black. The position is rounded
/// down to whole chroma samples.
Image lay_on_canvas(const Image& image, Size canvas, std::uint32_t left_px, std::uint32_t top_px);

}  // namespace resizer::imaging
