#pragma once

#include "imaging/codecs/tiff/image.hpp"

namespace resizer::imaging {

/// Sets the palette of an image that has one, and the depth that it needs: 16 bits for colors that 8 cannot tell
/// apart, and for indexes as long. Throws util::Error if it is missing.
void read_palette(const TiffSource& file, TiffImage& image);

}  // namespace resizer::imaging
