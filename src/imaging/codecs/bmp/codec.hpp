#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// BMP (Microsoft's bitmap files, with the headers of Windows and OS/2), which is only read.
const Codec& bmp_codec() noexcept;

/// Decodes to RGB, in 8 bits or as many as the widest channel has.
std::unique_ptr<Decoder> open_bmp(ByteView bytes);

}  // namespace resizer::imaging
