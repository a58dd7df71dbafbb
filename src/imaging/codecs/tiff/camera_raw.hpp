#pragma once

#include "imaging/codecs/tiff/directories.hpp"

/// Tells camera raw from other TIFF files: both begin with the same bytes.
namespace resizer::imaging {

/// Whether a directory has a raw image: color filter array or linear raw samples (TIFF/EP, ISO 12234-2; DNG 1.6).
bool has_raw_samples(const TiffDirectories& file, const TiffDirectory& directory);

bool is_camera_raw(const TiffDirectories& file);

}  // namespace resizer::imaging
