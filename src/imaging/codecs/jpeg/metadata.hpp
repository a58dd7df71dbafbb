#pragma once

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

/// Collects EXIF, XMP, IPTC, the ICC profile, the density, the orientation and warnings of the file `jpeg` in `info`.
/// `codec` has read its header.
void collect_metadata(const jpeg_decompress_struct& codec, ByteView jpeg, ImageInfo& info);

/// The maximum size of a segment without its length, including the identifier.
inline constexpr std::size_t kMaxSegmentBytes = 65533;

/// Sets the density in the JFIF header. Call between jpeg_set_defaults and jpeg_start_compress.
void set_density(jpeg_compress_struct& codec, const Metadata& metadata) noexcept;

/// Writes the marker segments for `metadata`. Call inside JpegErrors::guard, after jpeg_start_compress. EXIF and XMP
/// must fit into one segment each.
void write_metadata_markers(jpeg_compress_struct& codec, const Metadata& metadata);

}  // namespace resizer::imaging
