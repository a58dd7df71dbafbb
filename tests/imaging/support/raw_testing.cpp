#include "imaging/support/raw_testing.hpp"

#include <utility>
#include <vector>

#include "imaging/support/heif_testing.hpp"

namespace resizer::imaging::testing_support {
namespace {

using namespace std::string_view_literals;

// The operator of this file would hide it. NOLINTNEXTLINE(misc-unused-using-decls)
using testing_support::operator+;

constexpr std::uint16_t kByte = 1;
constexpr std::uint16_t kAscii = 2;
constexpr std::uint16_t kShort = 3;
constexpr std::uint16_t kLong = 4;
constexpr std::uint16_t kUndefined = 7;

constexpr std::uint32_t kCfa = 32803;
constexpr std::uint32_t kExifTag = 0x8769;

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

struct Field {
  std::uint32_t tag = 0;
  std::uint16_t type = kLong;
  std::uint32_t count = 1;
  Bytes value{};
};

Bytes little_endian(std::uint64_t value, unsigned bytes) {
  Bytes result;
  for (unsigned index = 0; index < bytes; ++index) result.push_back(static_cast<std::uint8_t>(value >> 8 * index));
  return result;
}

Field number(std::uint32_t tag, std::uint64_t value) {
  return {tag, kLong, 1, little_endian(value, 4)};
}

Field number16(std::uint32_t tag, std::uint64_t value) {
  return {tag, kShort, 1, little_endian(value, 2)};
}

Field block(std::uint32_t tag, std::uint16_t type, const Bytes& value) {
  return {tag, type, static_cast<std::uint32_t>(value.size()), value};
}

Field text(std::uint32_t tag, std::string_view value) {
  return block(tag, kAscii, bytes_of(std::string(value) + '\0'));
}

/// A little-endian file of directories (TIFF 6.0, section 2); what is added is behind what was before.
class TiffWriter {
 public:
  /// The first eight bytes begin with `magic`; others may follow before anything else.
  explicit TiffWriter(std::string_view magic, std::size_t header_bytes = 8) : bytes_(bytes_of(magic)) {
    bytes_.resize(header_bytes);
  }

  std::size_t add(const Bytes& block) {
    const std::size_t at = bytes_.size();
    bytes_ = std::move(bytes_) + block;
    if (bytes_.size() % 2 != 0) bytes_.push_back(0);
    return at;
  }

  /// Fields must be in the order of their tags.
  std::size_t add(const std::vector<Field>& fields, std::size_t next = 0) {
    Bytes table = little_endian(fields.size(), 2);
    Bytes values;
    const std::size_t values_at = bytes_.size() + 2 + 12 * fields.size() + 4;
    for (const Field& field : fields) {
      table =
          std::move(table) + little_endian(field.tag, 2) + little_endian(field.type, 2) + little_endian(field.count, 4);
      Bytes entry = field.value;
      if (field.value.size() > 4) {
        entry = little_endian(values_at + values.size(), 4);
        values = std::move(values) + field.value;
        if (values.size() % 2 != 0) values.push_back(0);
      }
      entry.resize(4);
      table = std::move(table) + entry;
    }
    return add(std::move(table) + little_endian(next, 4) + values);
  }

  /// The file, which begins with this directory.
  Bytes finish(std::size_t first) {
    const Bytes offset = little_endian(first, 4);
    std::copy(offset.begin(), offset.end(), bytes_.begin() + 4);
    return bytes_;
  }

  const Bytes& bytes() const noexcept { return bytes_; }

 private:
  Bytes bytes_;
};

std::vector<Field> exif_fields(const StoredRaw& stored) {
  std::vector<Field> fields{text(0x9003, kRawDate)};
  if (!stored.maker_note.empty()) fields.push_back(block(0x927C, kUndefined, stored.maker_note));
  fields.push_back(number(0xA002, stored.size.width_px));
  fields.push_back(number(0xA003, stored.size.height_px));
  return fields;
}

/// Tags that all have in their first directory: what the camera is, and how it was held.
std::vector<Field> camera(const StoredRaw& stored) {
  return {text(0x10F, kRawMake), number16(0x112, stored.orientation)};
}

std::vector<Field> operator+(std::vector<Field> a, const std::vector<Field>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<Field> raw_image(const StoredRaw& stored) {
  return {number(0xFE, 0), number(0x100, stored.size.width_px), number(0x101, stored.size.height_px),
          number16(0x106, kCfa)};
}

/// As in EXIF: an offset and a length.
std::vector<Field> jpeg_at(std::size_t offset, const Bytes& jpeg) {
  if (jpeg.empty()) return {};
  return {number(0x201, offset), number(0x202, jpeg.size())};
}

/// A strip of JPEG.
std::vector<Field> strip_at(std::size_t offset, const Bytes& jpeg) {
  if (jpeg.empty()) return {};
  return {number16(0x103, 7), number(0x111, offset), number(0x117, jpeg.size())};
}

Field sub_directories(std::size_t first, std::size_t second) {
  return {0x14A, kLong, 2, little_endian(first, 4) + little_endian(second, 4)};
}

Field exif_at(std::size_t offset) {
  return number(kExifTag, offset);
}

/// DNG: the thumbnail is in the first directory; below it the RAW data and the preview, a strip.
Bytes make_dng(const StoredRaw& stored) {
  TiffWriter file("II*\0"sv);
  const std::size_t preview = file.add(stored.preview);
  const std::size_t thumbnail = file.add(stored.thumbnail);
  const std::size_t below = file.add(std::vector<Field>{number(0xFE, 1)} + strip_at(preview, stored.preview));
  const std::size_t raw = file.add(raw_image(stored));
  const std::size_t exif = file.add(exif_fields(stored));
  const std::vector<Field> first =
      std::vector<Field>{number(0xFE, 1)} + camera(stored) + std::vector<Field>{sub_directories(raw, below)} +
      jpeg_at(thumbnail, stored.thumbnail) + std::vector<Field>{exif_at(exif), {0xC612, kByte, 4, {1, 4, 0, 0}}};
  return file.finish(file.add(first));
}

/// NEF: the first directory below the first is the preview, without a size.
Bytes make_nef(const StoredRaw& stored) {
  TiffWriter file("II*\0"sv);
  const std::size_t preview = file.add(stored.preview);
  const std::size_t thumbnail = file.add(stored.thumbnail);
  const std::size_t below = file.add(std::vector<Field>{number(0xFE, 1)} + jpeg_at(preview, stored.preview));
  const std::size_t raw = file.add(raw_image(stored));
  const std::size_t exif = file.add(exif_fields(stored));
  const std::size_t second = file.add(jpeg_at(thumbnail, stored.thumbnail));
  return file.finish(file.add(camera(stored) + std::vector<Field>{sub_directories(below, raw), exif_at(exif)}, second));
}

/// ARW: the preview of full size is in the third directory.
Bytes make_arw(const StoredRaw& stored) {
  TiffWriter file("II*\0"sv);
  const std::size_t preview = file.add(stored.preview);
  const std::size_t thumbnail = file.add(stored.thumbnail);
  const std::size_t raw = file.add(raw_image(stored));
  const std::size_t exif = file.add(exif_fields(stored));
  const std::size_t third = file.add(jpeg_at(preview, stored.preview));
  const std::size_t second = file.add(jpeg_at(thumbnail, stored.thumbnail), third);
  return file.finish(file.add(camera(stored) + std::vector<Field>{number(0x14A, raw), exif_at(exif)}, second));
}

/// CR2: the preview is the strip of the first directory; nothing says that the file is RAW but the letters after the
/// header.
Bytes make_cr2(const StoredRaw& stored) {
  TiffWriter file("II*\0\x10\0\0\0CR\2\0"sv, 16);
  const std::size_t preview = file.add(stored.preview);
  const std::size_t thumbnail = file.add(stored.thumbnail);
  const std::size_t exif = file.add(exif_fields(stored));
  const std::size_t second = file.add(jpeg_at(thumbnail, stored.thumbnail));
  std::vector<Field> first{text(0x10F, kRawMake)};
  const std::vector<Field> strip = strip_at(preview, stored.preview);
  if (!strip.empty()) first.push_back(strip[1]);
  first.push_back(number16(0x112, stored.orientation));
  if (!strip.empty()) first.push_back(strip[2]);
  first.push_back(exif_at(exif));
  return file.finish(file.add(first, second));
}

/// ORF: the preview is in the maker note, with offsets from there.
Bytes make_orf(const StoredRaw& stored) {
  constexpr std::size_t kHeaderBytes = 12;
  constexpr std::size_t kTableBytes = 18;     // of one field
  constexpr std::size_t kSettingsBytes = 42;  // of three
  constexpr std::size_t kSettingsAt = kHeaderBytes + kTableBytes;
  TiffWriter note("OLYMPUS\0II\3\0"sv, kHeaderBytes);
  note.add({number(0x2020, kSettingsAt)});
  note.add({number(0x100, 1), number(0x101, kSettingsAt + kSettingsBytes), number(0x102, stored.preview.size())});
  note.add(stored.preview);
  TiffWriter file("IIRO"sv);
  const std::size_t thumbnail = file.add(stored.thumbnail);
  StoredRaw with_note = stored;
  with_note.maker_note = note.bytes();
  const std::size_t exif = file.add(exif_fields(with_note));
  const std::size_t second = file.add(jpeg_at(thumbnail, stored.thumbnail));
  return file.finish(file.add(camera(stored) + std::vector<Field>{exif_at(exif)}, second));
}

/// RW2: the preview is a value; the borders of the image give its size.
Bytes make_rw2(const StoredRaw& stored) {
  TiffWriter file("IIU\0"sv, 24);
  const std::size_t exif = file.add(exif_fields(stored));
  const std::vector<Field> borders{number16(4, 8), number16(5, 8), number16(6, 8 + stored.size.height_px),
                                   number16(7, 8 + stored.size.width_px)};
  std::vector<Field> first = borders;
  if (!stored.preview.empty()) first.push_back(block(0x2E, kUndefined, stored.preview));
  first = std::move(first) + camera(stored);
  if (!stored.thumbnail.empty()) first.push_back(block(0x127, kUndefined, stored.thumbnail));
  first.push_back(exif_at(exif));
  return file.finish(file.add(first));
}

/// RAF: a header of fixed places, big-endian.
Bytes make_raf(const StoredRaw& stored) {
  Bytes file = bytes_of("FUJIFILMCCD-RAW 0201FF000000ACME");
  file.resize(84);
  const Bytes size = big_endian(stored.size.height_px, 2) + big_endian(stored.size.width_px, 2);
  const Bytes tags = big_endian(1, 4) + big_endian(0x100, 2) + big_endian(4, 2) + size;
  const std::size_t preview_at = 108;
  file = std::move(file) + big_endian(preview_at, 4) + big_endian(stored.preview.size(), 4) +
         big_endian(preview_at + stored.preview.size(), 4) + big_endian(tags.size(), 4);
  file.resize(preview_at);
  return std::move(file) + stored.preview + tags;
}

Bytes uuid_box(const Bytes& uuid, const Bytes& body) {
  return box("uuid", uuid + body);
}

/// A track of one sample, of JPEG or of RAW data.
Bytes track(const Size& size, std::string_view kind, std::size_t sample_at, std::size_t sample_bytes) {
  const Bytes entry =
      Bytes(24) + big_endian(size.width_px, 2) + big_endian(size.height_px, 2) + Bytes(54) + box(kind, Bytes(4));
  const Bytes table =
      box("stsd", Bytes(4) + big_endian(1, 4) + box("CRAW", entry)) +
      box("stsc", Bytes(4) + big_endian(1, 4) + big_endian(1, 4) + big_endian(1, 4) + big_endian(1, 4)) +
      box("stsz", Bytes(4) + big_endian(sample_bytes, 4) + big_endian(1, 4)) +
      box("co64", Bytes(4) + big_endian(1, 4) + big_endian(sample_at, 8));
  const Bytes handler = box("hdlr", Bytes(8) + bytes_of("vide") + Bytes(13));
  return box("trak", box("mdia", handler + box("minf", box("stbl", table))));
}

Bytes tables_of(const std::vector<Field>& fields) {
  TiffWriter stream("II*\0"sv);
  return stream.finish(stream.add(fields));
}

/// CR3: the preview is the sample of the first track; one of medium size has a box of its own.
Bytes make_cr3(const StoredRaw& stored) {
  const Bytes canon{0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0, 0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48};
  const Bytes preview{0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88, 0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D, 0x16};
  StoredRaw without_note = stored;
  without_note.maker_note.clear();
  Bytes tables = box("CMT1", tables_of(camera(stored))) + box("CMT2", tables_of(exif_fields(without_note)));
  if (!stored.maker_note.empty()) tables = std::move(tables) + box("CMT3", stored.maker_note);
  const Bytes head = box("ftyp", bytes_of("crx ") + Bytes(4) + bytes_of("crx isom"));
  Bytes medium;
  if (!stored.thumbnail.empty()) {
    medium = uuid_box(preview,
                      Bytes(8) + box("PRVW", Bytes(12) + big_endian(stored.thumbnail.size(), 4) + stored.thumbnail));
  }
  const auto movie = [&](std::size_t samples_at) {
    return box("moov", uuid_box(canon, tables) + track(stored.size, "JPEG", samples_at, stored.preview.size()) +
                           track(stored.size, "CMP1", samples_at + stored.preview.size(), 4));
  };
  const std::size_t samples_at = head.size() + movie(0).size() + medium.size() + 8;
  return head + movie(samples_at) + medium + box("mdat", stored.preview + Bytes(4));
}

}  // namespace

std::string_view name_of(RawKind kind) {
  constexpr std::array<std::string_view, kRawKinds.size()> kNames{"dng", "cr2", "cr3", "nef",
                                                                  "arw", "raf", "orf", "rw2"};
  return kNames.at(static_cast<std::size_t>(kind));
}

Bytes make_raw(const StoredRaw& stored) {
  switch (stored.kind) {
    case RawKind::dng:
      return make_dng(stored);
    case RawKind::cr2:
      return make_cr2(stored);
    case RawKind::cr3:
      return make_cr3(stored);
    case RawKind::nef:
      return make_nef(stored);
    case RawKind::arw:
      return make_arw(stored);
    case RawKind::raf:
      return make_raf(stored);
    case RawKind::orf:
      return make_orf(stored);
    case RawKind::rw2:
      return make_rw2(stored);
  }
  return {};
}

}  // namespace resizer::imaging::testing_support
