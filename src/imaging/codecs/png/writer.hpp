#pragma once

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/png/encode_options.hpp"

namespace resizer::imaging {

/// The bytes of a PNG file that holds the image without loss, in as few bits as do. `metadata` may be null.
Bytes write_png(const Image& image, const Metadata* metadata, const PngEncodeOptions& options = {});

}  // namespace resizer::imaging
