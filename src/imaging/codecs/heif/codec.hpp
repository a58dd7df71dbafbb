#pragma once

#include "imaging/codecs/codec.hpp"

/// HEIF files (ISO/IEC 23008-12): HEIC, which is only read, and AVIF, which is written with libheif.
namespace resizer::imaging {

const Codec& avif_codec() noexcept;
const Codec& heic_codec() noexcept;

/// Decodes to the coded planes, without conversion to RGB. Crops in the file are applied; rotation and mirroring are
/// info().orientation, which overrides EXIF (ISO/IEC 23008-12, 6.5.10).
std::unique_ptr<Decoder> open_heif(ByteView bytes);

/// YCbCr as in JPEG (BT.601, full range) in 8 or 12 bits, or gray, with or without alpha.
PixelFormat avif_storable(const PixelFormat& wanted, Compression compression = Compression::lossy);
Bytes encode_avif(const Image& image, const EncodeOptions& options);

}  // namespace resizer::imaging
