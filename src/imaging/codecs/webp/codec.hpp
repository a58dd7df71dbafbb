#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// WebP (RFC 9649) with libwebp. Lossy files are read and written as Y'CbCr 4:2:0 planes, lossless ones as RGB.
const Codec& webp_codec() noexcept;

std::unique_ptr<Decoder> open_webp(ByteView bytes);
PixelFormat webp_storable(const PixelFormat& wanted, Compression compression);
bool webp_holds_image_only(ByteView file) noexcept;
Bytes encode_webp(const Image& image, const EncodeOptions& options);

}  // namespace resizer::imaging
