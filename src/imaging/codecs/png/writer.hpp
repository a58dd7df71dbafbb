#pragma once

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/png/encode_options.hpp"

namespace resizer::imaging {

/// Encodes a PNG file without loss, in the smallest color type and depth. `metadata` may be null.
Bytes write_png(const Image& image, const Metadata* metadata, const PngEncodeOptions& options = {});

}  // namespace resizer::imaging
