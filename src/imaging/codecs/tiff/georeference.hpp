#pragma once

#include <optional>

#include "imaging/codecs/tiff/directories.hpp"
#include "imaging/codecs/tiff/file.hpp"
#include "imaging/codecs/tiff/image.hpp"

namespace resizer::imaging {

/// The GeoTIFF and GDAL tags of a directory, if there are any. What GDAL says of sample values is left out where they
/// are not delivered as they are stored.
std::optional<GeoReference> read_georeference(const TiffDirectories& file, const TiffDirectory& directory,
                                              const TiffImage& image);

/// Sets these tags in the directory being written.
void write_georeference(const TiffSink& file, const GeoReference& reference);

}  // namespace resizer::imaging
