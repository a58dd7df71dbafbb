#pragma once

#include "imaging/metadata/metadata.hpp"
#include "imaging/resample/geometry.hpp"

/// The georeference of resized images.
namespace resizer::imaging {

/// The georeference for the pixels of an output: OGC GeoTIFF 1.1 (19-008r4), 7.1. If the image is rotated, it is empty
/// and marked as incomplete.
GeoReference regridded(const GeoReference& source, const Geometry& geometry);

}  // namespace resizer::imaging
