#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The bytes of a PNG file that holds the picture without loss, in as few bits as do. `metadata` may be null.
Bytes write_png(const Image& image, const Metadata* metadata);

}  // namespace resizer::imaging
