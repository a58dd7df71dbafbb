#pragma once

#include <jxl/decode.h>
#include <jxl/encode.h>

#include "imaging/codecs/codec.hpp"

/// The colors of JPEG XL files: an ICC profile, or numbers of which libjxl makes one (ISO/IEC 18181-1, annex E).
namespace resizer::imaging {

/// Reads the colors of the image once a decoder knows them. Numbers become a profile, or code points for high dynamic
/// range; sRGB is stated, so that EXIF does not count.
void read_jxl_color(const JxlDecoder* decoder, ImageInfo& info);

/// Whether the file has its pixels in the color space of the codec, and a profile that libjxl cannot convert them to.
/// Then libjxl delivers wide_jxl_color() if it is asked to.
bool needs_conversion(const JxlDecoder* decoder, const JxlBasicInfo& basic);

/// The primaries of BT.2020, which hold the colors of nearly all profiles, with the curve of sRGB.
JxlColorEncoding wide_jxl_color(ColorFamily family) noexcept;

/// The profile of the pixels that a decoder will deliver.
Bytes jxl_pixel_profile(const JxlDecoder* decoder);

/// Tells the encoder the colors of an image. Throws util::Error(unsupported_format) if libjxl cannot use its profile.
void set_jxl_color(JxlEncoder* encoder, const PixelFormat& format, const Metadata* metadata);

}  // namespace resizer::imaging
