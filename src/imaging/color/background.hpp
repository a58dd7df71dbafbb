#pragma once

#include "imaging/color/pixel_converter.hpp"
#include "imaging/core/bytes.hpp"
#include "imaging/core/image.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// An opaque color as samples of an image in this format, gray, RGB or YCbCr, whose colors have this profile; that of
/// sRGB if it is empty or cannot be read.
PlaneSamples background_samples(model::BackgroundColor color, const PixelFormat& format, ByteView icc,
                                PixelConverter& converter);

}  // namespace resizer::imaging
