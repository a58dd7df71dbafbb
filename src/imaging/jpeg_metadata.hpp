#pragma once

#include "imaging/jpeg_errors.hpp"
#include "resizer/imaging/codec.hpp"

namespace resizer::imaging {

/// Asks libjpeg to keep the marker segments that carry metadata. Call inside JpegErrors::guard, before the header.
void save_metadata_markers(jpeg_decompress_struct& codec);

/// Collects EXIF, XMP, IPTC, the ICC profile, the orientation and warnings from the kept markers into `info`.
void collect_metadata(const jpeg_decompress_struct& codec, ImageInfo& info);

/// Writes the marker segments for `metadata`. Call inside JpegErrors::guard, after jpeg_start_compress. A block too
/// long for one segment is left out, save ICC, which is split.
void write_metadata_markers(jpeg_compress_struct& codec, const Metadata& metadata);

}  // namespace resizer::imaging
