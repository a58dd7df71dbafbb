#include <array>
#include <string_view>

#include "imaging/codecs/heif/iso_boxes.hpp"
#include "imaging/codecs/raw/contents.hpp"
#include "imaging/metadata/exif_directory.hpp"

/// Canon's CR3, which Canon has not published: boxes as described by ExifTool and by Laurent Clévy.
namespace resizer::imaging {
namespace {

using Uuid = std::array<std::uint8_t, 16>;

constexpr Uuid kCanonUuid{0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0,
                          0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48};
constexpr Uuid kPreviewUuid{0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88,
                            0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D, 0x16};
constexpr Uuid kXmpUuid{0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC};

/// The contents of the box with this UUID (ISO/IEC 14496-12, 11.1).
ByteView find_uuid(ByteView boxes, const Uuid& uuid) noexcept {
  BoxReader reader(boxes);
  while (const auto box = reader.next()) {
    if (box->type == fourcc("uuid") && box->body.size() >= uuid.size() &&
        std::equal(uuid.begin(), uuid.end(), box->body.begin())) {
      return box->body.subspan(uuid.size());
    }
  }
  return {};
}

std::uint64_t integer_at(ByteView body, std::size_t at, std::size_t bytes) noexcept {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : part_of(body, at, bytes)) value = value << 8U | byte;
  return value;
}

/// The preview of medium size: "PRVW" behind eight bytes; 16 bytes with its size, then the JPEG.
ByteView medium_preview(ByteView file) noexcept {
  constexpr std::size_t kBoxesAt = 8;
  constexpr std::size_t kLengthAt = 12;
  constexpr std::size_t kJpegAt = 16;
  const ByteView preview = find_box(part_of(find_uuid(file, kPreviewUuid), kBoxesAt, SIZE_MAX), "PRVW");
  return part_of(preview, kJpegAt, integer_at(preview, kLengthAt, 4));
}

/// The first sample of a track, which has no other (8.7.3.2, 8.7.5).
ByteView sample_of(ByteView file, ByteView table) noexcept {
  const ByteView sizes = find_box(table, "stsz");
  const std::uint64_t common_bytes = integer_at(sizes, 4, 4);
  const std::uint64_t bytes = common_bytes != 0 ? common_bytes : integer_at(sizes, 12, 4);
  const ByteView wide_offsets = find_box(table, "co64");
  const std::uint64_t offset =
      wide_offsets.empty() ? integer_at(find_box(table, "stco"), 8, 4) : integer_at(wide_offsets, 8, 8);
  return part_of(file, offset, bytes);
}

/// In the description of a visual sample (12.1.3).
Size size_of(ByteView table) noexcept {
  constexpr std::size_t kEntriesAt = 8;
  const ByteView entry = find_box(part_of(find_box(table, "stsd"), kEntriesAt, SIZE_MAX), "CRAW");
  return {static_cast<std::uint32_t>(integer_at(entry, 24, 2)), static_cast<std::uint32_t>(integer_at(entry, 26, 2))};
}

/// The tables of EXIF, each a TIFF stream of its own. That of maker notes is left out.
ExifTables exif_of(ByteView canon) {
  const ByteView main = find_box(canon, "CMT1");
  ExifTables tables = read_exif_tables(main);
  const auto fields = [&](std::string_view box) {
    const ByteView stream = find_box(canon, box);
    const bool is_alike = ExifStream(stream).big_endian() == tables.big_endian;
    return is_alike ? read_exif_fields(stream) : std::vector<ExifField>{};
  };
  tables.exif = fields("CMT2");
  tables.gps = fields("CMT4");
  tables.lost_maker_note = !find_box(canon, "CMT3").empty();
  return tables;
}

}  // namespace

RawContents read_cr3_contents(ByteView file) {
  constexpr std::size_t kMaxTracks = 16;  // cameras have four
  RawContents contents;
  contents.previews.push_back(medium_preview(file));
  const ByteView movie = find_box(file, "moov");
  BoxReader reader(movie);
  for (auto box = reader.next(); box && contents.previews.size() <= kMaxTracks; box = reader.next()) {
    if (box->type != fourcc("trak")) continue;
    const ByteView table = find_box(find_box(find_box(box->body, "mdia"), "minf"), "stbl");
    contents.previews.push_back(sample_of(file, table));
    const Size size = size_of(table);
    if (size.width_px > contents.size.width_px) contents.size = size;
  }
  contents.exif = exif_of(find_uuid(movie, kCanonUuid));
  contents.xmp = find_uuid(file, kXmpUuid);
  return contents;
}

}  // namespace resizer::imaging
