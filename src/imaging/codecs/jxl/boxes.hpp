#pragma once

#include "imaging/codecs/codec.hpp"
#include "imaging/core/damage.hpp"

namespace resizer::imaging {

/// Reads EXIF and XMP of a file in boxes (ISO/IEC 18181-2, 9), also compressed ones, and warns about boxes that are not
/// carried over. A bare codestream has none.
void read_jxl_boxes(ByteView file, ImageInfo& info, Damage& damage);

}  // namespace resizer::imaging
