#include "imaging/codecs/tiff/camera_raw.hpp"

#include <tiff.h>

#include <algorithm>

namespace resizer::imaging {
namespace {

/// Canon CR2, whose raw image is not marked as such: two letters after the header.
bool is_canon_raw(ByteView file) {
  return file.size() > 10 && file[8] == 'C' && file[9] == 'R' && file[10] == 2;
}

}  // namespace

bool has_raw_samples(const TiffDirectories& file, const TiffDirectory& directory) {
  constexpr std::uint64_t kLinearRaw = 34892;
  const std::uint64_t photometric = file.integer(directory, TIFFTAG_PHOTOMETRIC);
  return photometric == PHOTOMETRIC_CFA || photometric == kLinearRaw;
}

bool is_camera_raw(const TiffDirectories& file) {
  if (is_canon_raw(file.bytes())) return true;
  const std::vector<TiffDirectory> directories = file.all();
  return std::any_of(directories.begin(), directories.end(),
                     [&](const TiffDirectory& directory) { return has_raw_samples(file, directory); });
}

}  // namespace resizer::imaging
