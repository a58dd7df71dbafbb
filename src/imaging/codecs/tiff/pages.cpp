#include "imaging/codecs/tiff/pages.hpp"

#include <tiff.h>

#include <algorithm>
#include <string>
#include <utility>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

/// Enough for any pyramid and any camera's previews; a hostile file may have millions, or a loop.
constexpr std::size_t kMaxDirectories = 256;

std::uint64_t integer(const TiffDirectories& file, const TiffDirectory& directory, std::uint16_t tag) {
  const TiffEntry* entry = directory.find(tag);
  const std::vector<std::uint64_t> values = entry == nullptr ? std::vector<std::uint64_t>{} : file.integers(*entry, 1);
  return values.empty() ? 0 : values.front();
}

/// Whether it is a full image. TIFF 6.0, section 8: NewSubfileType, and SubfileType in older files.
bool is_whole(const TiffDirectories& file, const TiffDirectory& directory) {
  const bool has_new_type = directory.find(TIFFTAG_SUBFILETYPE) != nullptr;
  const std::uint64_t kind = integer(file, directory, TIFFTAG_SUBFILETYPE);
  if (has_new_type) return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
  return integer(file, directory, TIFFTAG_OSUBFILETYPE) != OFILETYPE_REDUCEDIMAGE;
}

bool has_image(const TiffDirectory& directory) {
  return directory.find(TIFFTAG_IMAGEWIDTH) != nullptr && directory.find(TIFFTAG_IMAGELENGTH) != nullptr;
}

/// TIFF/EP (ISO 12234-2) and DNG 1.6: color filter array or linear raw samples.
bool is_raw(const TiffDirectories& file, const TiffDirectory& directory) {
  constexpr std::uint64_t kLinearRaw = 34892;
  const std::uint64_t photometric = integer(file, directory, TIFFTAG_PHOTOMETRIC);
  return photometric == PHOTOMETRIC_CFA || photometric == kLinearRaw;
}

/// Canon CR2, whose raw image is not marked as such: two letters after the header.
bool is_canon_raw(ByteView file) {
  return file.size() > 10 && file[8] == 'C' && file[9] == 'R' && file[10] == 2;
}

/// All directories with an image, parents first.
std::vector<TiffDirectory> all_images(const TiffDirectories& file) {
  std::vector<TiffDirectory> images;
  std::vector<std::uint64_t> visited;
  const auto visit = [&](std::uint64_t offset) -> std::optional<TiffDirectory> {
    const bool is_loop = std::find(visited.begin(), visited.end(), offset) != visited.end();
    if (is_loop || visited.size() == kMaxDirectories) return std::nullopt;
    visited.push_back(offset);
    std::optional<TiffDirectory> directory = file.read(offset);
    if (directory && has_image(*directory)) images.push_back(*directory);
    return directory;
  };
  for (std::uint64_t offset = file.first(); offset != 0;) {
    const std::optional<TiffDirectory> page = visit(offset);
    if (!page) break;
    const TiffEntry* below = page->find(TIFFTAG_SUBIFD);
    if (below != nullptr) {
      for (const std::uint64_t sub : file.integers(*below, kMaxDirectories)) visit(sub);
    }
    offset = page->next;
  }
  return images;
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
  std::vector<TiffDirectory> images = all_images(file);
  if (images.empty()) raise_without_image(file);
  const auto whole = [&](const TiffDirectory& directory) { return is_whole(file, directory); };
  const auto raw = [&](const TiffDirectory& directory) { return is_raw(file, directory); };
  if (is_canon_raw(file.bytes()) || std::any_of(images.begin(), images.end(), raw)) {
    throw Error(ErrorCode::unsupported_format, "camera raw (DNG and the like) is not supported yet");
  }
  auto chosen = std::find_if(images.begin(), images.end(), whole);
  if (chosen == images.end()) chosen = images.begin();
  TiffPage page;
  page.has_siblings = std::count_if(images.begin(), images.end(), whole) > 1;
  page.directory = std::move(*chosen);
  check_values(file, page.directory);
  return page;
}

}  // namespace resizer::imaging
