#pragma once

#include <algorithm>
#include <vector>

#include "imaging/codecs/codec.hpp"
#include "imaging/metadata/exif_tables.hpp"

/// What a RAW file contains beside its samples, read with bounds checks at every step. Nothing is decoded.
namespace resizer::imaging {

struct RawContents {
  std::vector<ByteView> previews;  ///< What the file calls a JPEG, or stores where others have one.
  Size size{};                     ///< Of the image in the RAW data; 0 x 0: unknown.
  ExifTables exif;                 ///< Empty: only a preview has it.
  ByteView xmp;
};

RawContents read_tiff_contents(ByteView file);
RawContents read_raf_contents(ByteView file);
RawContents read_cr3_contents(ByteView file);

/// A part of a file, as far as it is within it.
inline ByteView part_of(ByteView file, std::uint64_t offset, std::uint64_t bytes) noexcept {
  if (offset >= file.size()) return {};
  return file.subspan(offset, std::min<std::uint64_t>(bytes, file.size() - offset));
}

}  // namespace resizer::imaging
