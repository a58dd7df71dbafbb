#pragma once

#include "imaging/core/image.hpp"
#include "imaging/resample/geometry.hpp"

namespace resizer::imaging {

/// Applies an orientation to the planes of an image, and to its chroma subsampling.
Image orient_image(const Image& image, Orientation orientation);

/// Rounded down to whole chroma samples.
Position at_chroma_sample(Position position, Subsampling chroma) noexcept;

/// The upper left part of an image, sharing its pixels. `size` must not exceed image.size.
Image crop_to(const Image& image, Size size);

/// A copy of a part of an image, which must lie within it, at a whole chroma sample.
Image cut_out(const Image& image, Size size, Position position);

/// Places an image on a canvas filled with these samples. The position is rounded down to whole chroma samples.
Image lay_on_canvas(const Image& image, Size canvas, Position position, const PlaneSamples& fill);

}  // namespace resizer::imaging
