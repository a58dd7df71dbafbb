#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// JPEG (ITU-T T.81) with libjpeg-turbo: 8-bit baseline, extended, progressive and arithmetic-coded.
const Codec& jpeg_codec() noexcept;

std::unique_ptr<Decoder> open_jpeg(ByteView bytes);
PixelFormat jpeg_storable(const PixelFormat& wanted, Compression compression = Compression::lossy);
bool jpeg_holds_image_only(ByteView file) noexcept;
Bytes encode_jpeg(const Image& image, const EncodeOptions& options);

}  // namespace resizer::imaging
