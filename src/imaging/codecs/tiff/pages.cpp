#include "imaging/codecs/tiff/pages.hpp"

#include <tiff.h>

#include <algorithm>
#include <string>
#include <utility>

#include "imaging/codecs/tiff/camera_raw.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

/// Whether it is a full image. TIFF 6.0, section 8: NewSubfileType, and SubfileType in older files.
bool is_whole(const TiffDirectories& file, const TiffDirectory& directory) {
  const bool has_new_type = directory.find(TIFFTAG_SUBFILETYPE) != nullptr;
  const std::uint64_t kind = file.integer(directory, TIFFTAG_SUBFILETYPE);
  if (has_new_type) return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
  return file.integer(directory, TIFFTAG_OSUBFILETYPE) != OFILETYPE_REDUCEDIMAGE;
}

bool has_image(const TiffDirectory& directory) {
  return directory.find(TIFFTAG_IMAGEWIDTH) != nullptr && directory.find(TIFFTAG_IMAGELENGTH) != nullptr;
}

void check_values(const TiffDirectories& file, const TiffDirectory& directory) {
  std::uint64_t left = file.bytes().size();
  for (const TiffEntry& entry : directory.entries) {
    const std::uint64_t bytes = entry.is_inline ? 0 : file.value(entry).size();
    // Otherwise a small file could make libtiff copy the same data thousands of times.
    if (bytes > left) throw Error(ErrorCode::corrupt, "corrupt TIFF: tags that claim more data than the file has");
    left -= bytes;
  }
}

[[noreturn]] void raise_without_image(const TiffDirectories& file) {
  if (file.first() >= file.bytes().size()) {
    throw Error(ErrorCode::truncated, "truncated TIFF: its directory lies behind its end");
  }
  if (file.first() != 0 && !file.read(file.first())) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: its directory cannot be read");
  }
  throw Error(ErrorCode::corrupt, "the TIFF has no image");
}

}  // namespace

TiffPage choose_page(const TiffDirectories& file) {
  std::vector<TiffDirectory> images = file.all();
  std::erase_if(images, [](const TiffDirectory& directory) { return !has_image(directory); });
  if (images.empty()) raise_without_image(file);
  const auto whole = [&](const TiffDirectory& directory) { return is_whole(file, directory); };
  if (is_camera_raw(file)) throw Error(ErrorCode::unsupported_format, "camera raw, not a TIFF image");
  auto chosen = std::find_if(images.begin(), images.end(), whole);
  if (chosen == images.end()) chosen = images.begin();
  TiffPage page;
  page.has_siblings = std::count_if(images.begin(), images.end(), whole) > 1;
  page.directory = std::move(*chosen);
  check_values(file, page.directory);
  return page;
}

}  // namespace resizer::imaging
