#pragma once

#include "imaging/codecs/tiff/file.hpp"

namespace resizer::imaging {

/// Reads the ICC profile, XMP, IPTC, the density and the orientation of the current directory into `info`.
void collect_metadata(const TiffSource& file, ImageInfo& info);

/// Sets the tags for `metadata` in the output directory.
void write_metadata(const TiffSink& file, const Metadata& metadata);

}  // namespace resizer::imaging
