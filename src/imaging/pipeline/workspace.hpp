#pragma once

#include "imaging/color/pixel_converter.hpp"
#include "imaging/core/bytes.hpp"
#include "imaging/resample/resampler.hpp"

namespace resizer::imaging {

/// Buffers, filter weights and graphs reused for the next image. Belongs to one worker process.
struct Workspace {
  Bytes file;  ///< The input.
  Resampler resampler;
  PixelConverter converter;
};

}  // namespace resizer::imaging
