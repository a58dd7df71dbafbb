#pragma once

#include "imaging/codecs/codec.hpp"

/// HEIC as phones write it, for systems whose libheif has no encoder for HEVC.
namespace resizer::imaging::testing_support {

/// A grid of so many tiles of 64 x 64 with a profile and EXIF.
Bytes make_phone_heic(unsigned columns, unsigned rows, const Metadata& metadata);

/// What such a file shows, before it was coded.
Image picture_of_phone_heic(unsigned columns, unsigned rows);

}  // namespace resizer::imaging::testing_support
