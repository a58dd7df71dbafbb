#pragma once

#include <optional>

#include "imaging/codecs/tiff/directories.hpp"
#include "imaging/codecs/tiff/file.hpp"
#include "imaging/codecs/tiff/image.hpp"

namespace resizer::imaging {

/// The GeoTIFF and GDAL tags of a directory, if there are any. GDAL tags about sample values are dropped if these are
/// not decoded as stored.
std::optional<GeoReference> read_georeference(const TiffDirectories& file, const TiffDirectory& directory,
                                              const TiffImage& image);

/// Sets these tags in the output directory.
void write_georeference(const TiffSink& file, const GeoReference& reference);

}  // namespace resizer::imaging
