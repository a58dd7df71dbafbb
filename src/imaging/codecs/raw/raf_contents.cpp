#include "imaging/codecs/raw/contents.hpp"
#include "imaging/core/big_endian.hpp"

/// Fujifilm's files, which Fujifilm has not published: as described by ExifTool and libopenraw.
namespace resizer::imaging {
namespace {

// Where the header says where things are, each an offset and a length.
constexpr std::size_t kPreviewAt = 84;
constexpr std::size_t kTagsAt = 92;

/// A part of the file that the header points to.
ByteView part_at(ByteView file, std::size_t place) noexcept {
  if (file.size() < place + 8) return {};
  return part_of(file, big_endian_u32(&file[place]), big_endian_u32(&file[place + 4]));
}

/// A count, then tags with their length.
Size size_in(ByteView tags) noexcept {
  constexpr std::uint16_t kFullSize = 0x100;
  constexpr std::uint16_t kCroppedSize = 0x111;
  constexpr std::size_t kTagHeaderBytes = 4;
  Size size;
  if (tags.size() < 4) return size;
  std::uint32_t left = big_endian_u32(tags.data());
  for (ByteView rest = tags.subspan(4); left > 0 && rest.size() >= kTagHeaderBytes; --left) {
    const std::uint16_t tag = big_endian_u16(rest.data());
    const std::size_t bytes = big_endian_u16(&rest[2]);
    rest = rest.subspan(kTagHeaderBytes);
    if (bytes > rest.size()) break;
    if (bytes >= 4 && (tag == kCroppedSize || (tag == kFullSize && size == Size{}))) {
      size = {big_endian_u16(&rest[2]), big_endian_u16(rest.data())};
    }
    rest = rest.subspan(bytes);
  }
  return size;
}

}  // namespace

RawContents read_raf_contents(ByteView file) {
  RawContents contents;
  contents.previews.push_back(part_at(file, kPreviewAt));
  contents.size = size_in(part_at(file, kTagsAt));
  return contents;
}

}  // namespace resizer::imaging
