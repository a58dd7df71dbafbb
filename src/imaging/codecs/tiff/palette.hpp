#pragma once

#include "imaging/codecs/tiff/image.hpp"

namespace resizer::imaging {

/// Reads the palette of an image, and sets the required depth: 16 bits for colors that differ only beyond 8 bits, and
/// for 16-bit indexes. Throws util::Error if it is missing.
void read_palette(const TiffSource& file, TiffImage& image);

}  // namespace resizer::imaging
