#pragma once

#include "imaging/codecs/codec.hpp"

/// HEIF files (ISO/IEC 23008-12): HEIC, which is read, and AVIF, which is read, and written through libheif.
namespace resizer::imaging {

const Codec& avif_codec() noexcept;
const Codec& heic_codec() noexcept;

/// Makes libheif load its plugins. To be called before a fork into processes that may load nothing; otherwise the first
/// file that is written does it.
void prepare_heif();

/// Delivers the planes as they are coded: nothing is converted to RGB. Cropping that the file asks for is done;
/// rotation and mirroring are info().orientation, whatever EXIF says (ISO/IEC 23008-12, 6.5.10).
std::unique_ptr<Decoder> open_heif(ByteView bytes);

/// YCbCr as in JPEG (BT.601, full range) in 8 or 12 bits, or gray, with or without alpha.
PixelFormat avif_storable(const PixelFormat& wanted, Compression compression = Compression::lossy);
Bytes encode_avif(const Image& image, const EncodeOptions& options);

}  // namespace resizer::imaging
