#pragma once

#include <memory>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// PNG: reads all color types and depths; writes gray, RGB or palette, 8 or 16 bits, with or without alpha.
const Codec& png_codec() noexcept;

std::unique_ptr<Decoder> open_png(ByteView bytes);
PixelFormat png_storable(const PixelFormat& wanted, Compression compression = Compression::lossless);
bool png_holds_image_only(ByteView file) noexcept;
Bytes encode_png(const Image& image, const EncodeOptions& options);

}  // namespace resizer::imaging
