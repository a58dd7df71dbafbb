#include <tiff.h>

#include <array>
#include <optional>
#include <string_view>

#include "imaging/codecs/raw/contents.hpp"
#include "imaging/codecs/tiff/camera_raw.hpp"

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

// Of Panasonic, in place of what TIFF has; as described by ExifTool.
constexpr std::uint16_t kPanasonicTop = 4;  // then left, bottom, right
constexpr std::uint16_t kPanasonicLeft = 5;
constexpr std::uint16_t kPanasonicBottom = 6;
constexpr std::uint16_t kPanasonicRight = 7;
constexpr std::array<std::uint16_t, 2> kPanasonicPreviews{0x2E, 0x127};

// Of Exif 2.3, 4.6.5.
constexpr std::uint16_t kMakerNote = 0x927C;
constexpr std::uint16_t kExifWidth = 0xA002;
constexpr std::uint16_t kExifHeight = 0xA003;

/// JPEG in a directory: as in EXIF, as the only strip, or as a value.
void add_previews(const TiffDirectories& file, const TiffDirectory& directory, std::vector<ByteView>& previews) {
  const auto add = [&](std::uint64_t offset, std::uint64_t bytes) {
    if (offset != 0 && bytes != 0) previews.push_back(part_of(file.bytes(), offset, bytes));
  };
  add(file.integer(directory, TIFFTAG_JPEGIFOFFSET), file.integer(directory, TIFFTAG_JPEGIFBYTECOUNT));
  const TiffEntry* strips = directory.find(TIFFTAG_STRIPOFFSETS);
  if (strips != nullptr && strips->count == 1) {
    add(file.integer(directory, TIFFTAG_STRIPOFFSETS), file.integer(directory, TIFFTAG_STRIPBYTECOUNTS));
  }
  for (const std::uint16_t tag : kPanasonicPreviews) {
    const TiffEntry* value = directory.find(tag);
    if (value != nullptr && !value->is_inline) previews.push_back(file.value(*value));
  }
}

/// The directory that a tag points to, or that is its value.
std::optional<TiffDirectory> below(const TiffDirectories& file, const TiffDirectory& directory, std::uint16_t tag) {
  const TiffEntry* entry = directory.find(tag);
  if (entry == nullptr) return std::nullopt;
  return file.read(entry->is_inline ? file.integer(directory, tag) : entry->value_at);
}

/// Olympus stores its preview in the maker note. Offsets are from there, in newer cameras; in the oldest, which had no
/// preview of this kind, from the beginning of the file. As described by ExifTool.
ByteView olympus_preview(const TiffDirectories& file, const TiffDirectory& exif) {
  constexpr std::uint16_t kSettings = 0x2020;
  constexpr std::uint16_t kPreviewOffset = 0x101;
  constexpr std::uint16_t kPreviewBytes = 0x102;
  const TiffEntry* entry = exif.find(kMakerNote);
  if (entry == nullptr) return {};
  const ByteView note = part_of(file.bytes(), entry->value_at, SIZE_MAX);
  const std::string_view text(reinterpret_cast<const char*>(note.data()), note.size());
  const bool is_olympus = text.starts_with("OLYMPUS\0II"sv);
  if (!is_olympus && !text.starts_with("OM SYSTEM\0\0\0II"sv)) return {};
  const TiffDirectories tables(note);  // little-endian, as it does not begin with an M
  const std::optional<TiffDirectory> first = tables.read(is_olympus ? 12 : 16);
  const std::optional<TiffDirectory> settings = first ? below(tables, *first, kSettings) : std::nullopt;
  if (!settings) return {};
  return part_of(note, tables.integer(*settings, kPreviewOffset), tables.integer(*settings, kPreviewBytes));
}

Size size_of(const TiffDirectories& file, const TiffDirectory& directory) {
  const auto number = [&](std::uint16_t tag) { return static_cast<std::uint32_t>(file.integer(directory, tag)); };
  if (number(kPanasonicRight) > number(kPanasonicLeft) && number(kPanasonicBottom) > number(kPanasonicTop)) {
    return {number(kPanasonicRight) - number(kPanasonicLeft), number(kPanasonicBottom) - number(kPanasonicTop)};
  }
  if (!has_raw_samples(file, directory)) return {};
  return {number(TIFFTAG_IMAGEWIDTH), number(TIFFTAG_IMAGELENGTH)};
}

ExifTables exif_of(ByteView file) {
  ExifTables tables = read_exif_tables(file);
  // They describe the RAW data, often take more room than a JPEG has, and Olympus stores its preview there.
  tables.lost_maker_note |=
      std::erase_if(tables.exif, [](const ExifField& field) { return field.tag == kMakerNote; }) > 0;
  return tables;
}

}  // namespace

RawContents read_tiff_contents(ByteView bytes) {
  const TiffDirectories file(bytes);
  RawContents contents;
  for (const TiffDirectory& directory : file.all()) {
    add_previews(file, directory, contents.previews);
    const Size size = size_of(file, directory);
    if (size.width_px > contents.size.width_px) contents.size = size;
  }
  const std::optional<TiffDirectory> first = file.read(file.first());
  if (!first) return contents;
  if (const TiffEntry* xmp = first->find(TIFFTAG_XMLPACKET)) contents.xmp = file.value(*xmp);
  if (const auto exif = below(file, *first, TIFFTAG_EXIFIFD)) {
    contents.previews.push_back(olympus_preview(file, *exif));
    if (contents.size == Size{}) {
      contents.size = {static_cast<std::uint32_t>(file.integer(*exif, kExifWidth)),
                       static_cast<std::uint32_t>(file.integer(*exif, kExifHeight))};
    }
  }
  contents.exif = exif_of(bytes);
  return contents;
}

}  // namespace resizer::imaging
