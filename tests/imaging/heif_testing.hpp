#pragma once

#include "imaging/heif_library.hpp"
#include "resizer/imaging/codec.hpp"

/// HEIF files made with libheif in ways that the encoder does not use.
namespace resizer::imaging::testing_support {

struct StoredHeif {
  heif_compression_format compression = heif_compression_AV1;
  heif_orientation orientation = heif_orientation_normal;
};

/// Whether libheif has an encoder here.
bool can_make(heif_compression_format compression);

/// A file of the planes of a YCbCr (BT.601, full range) or gray picture.
Bytes make_heif(const StoredHeif& stored, const Image& image);

}  // namespace resizer::imaging::testing_support
