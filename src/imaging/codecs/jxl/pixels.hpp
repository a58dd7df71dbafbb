#pragma once

#include "imaging/codecs/jxl/header.hpp"
#include "imaging/core/damage.hpp"

namespace resizer::imaging {

/// Decodes the first frame into whole planes, in header.info.pixels. Pixels that a damaged file lacks are left alone.
void decode_jxl_pixels(ByteView file, const JxlHeader& header, const RowBuffers& rows, Damage& damage);

}  // namespace resizer::imaging
