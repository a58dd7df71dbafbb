#pragma once

#include "imaging/metadata/metadata.hpp"
#include "imaging/resample/geometry.hpp"

/// Where on Earth a picture lies once it is resized.
namespace resizer::imaging {

/// The same places on the pixels of an output: OGC GeoTIFF 1.1 (19-008r4), 7.1. Nothing but the note that it is
/// incomplete where the picture is turned.
GeoReference regridded(const GeoReference& source, const Geometry& geometry);

}  // namespace resizer::imaging
