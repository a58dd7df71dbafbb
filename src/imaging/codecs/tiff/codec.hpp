#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// TIFF 6.0 and BigTIFF with libtiff; reads the first page of a file. Writes deflate, 8 or 16 bits or float, gray or
/// RGB, with or without alpha.
const Codec& tiff_codec() noexcept;

std::unique_ptr<Decoder> open_tiff(ByteView bytes);
PixelFormat tiff_storable(const PixelFormat& wanted, Compression compression = Compression::lossless);
Bytes encode_tiff(const Image& image, const EncodeOptions& options);

}  // namespace resizer::imaging
