#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// JPEG XL (ISO/IEC 18181) with libjxl, without threads. Read in any depth, written lossy in 8 or 16 bits.
const Codec& jxl_codec() noexcept;

/// Decodes pixels as they are stored: info().orientation is that of the codestream, which overrides EXIF (ISO/IEC
/// 18181-2, 9.5).
std::unique_ptr<Decoder> open_jxl(ByteView bytes);

/// Gray or RGB in 8 or 16 bits, with or without alpha: libjxl converts to the colors that JPEG XL stores.
PixelFormat jxl_storable(const PixelFormat& wanted, Compression compression = Compression::lossy);
Bytes encode_jxl(const Image& image, const EncodeOptions& options);

}  // namespace resizer::imaging
