#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Camera RAW, of which the largest embedded JPEG preview is read: files like TIFF (DNG, CR2, NEF, ARW, ORF, RW2 and
/// others), RAF and CR3.
const Codec& raw_codec() noexcept;

std::unique_ptr<Decoder> open_raw(ByteView bytes);

}  // namespace resizer::imaging
