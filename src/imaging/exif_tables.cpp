#include "imaging/exif_tables.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "imaging/exif_directory.hpp"

namespace resizer::imaging {
namespace {

using Stream = std::vector<std::uint8_t>;

constexpr std::size_t kFirstDirectoryAt = 4;  // of the header

/// Description, make, model, orientation, resolution and its unit, software, date, artist, host computer, rating,
/// copyright and Windows' fields.
constexpr std::array<std::uint16_t, 19> kDescriptive{0x010D, 0x010E, 0x010F, 0x0110, 0x0112, 0x011A, 0x011B,
                                                     0x0128, 0x0131, 0x0132, 0x013B, 0x013C, 0x4746, 0x8298,
                                                     0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F};

bool is_descriptive(ExifTag tag) noexcept {
  return std::find(kDescriptive.begin(), kDescriptive.end(), static_cast<std::uint16_t>(tag)) != kDescriptive.end();
}

bool is_link(ExifTag tag) noexcept {
  return tag == ExifTag::exif_directory || tag == ExifTag::gps_directory || tag == ExifTag::interoperability_directory;
}

/// Bytes of the integers and floats that a value of this type consists of (TIFF 6.0, section 2).
std::size_t unit_bytes(ExifType type) noexcept {
  constexpr std::array<std::size_t, 14> kUnits{1, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4};
  const auto number = static_cast<std::size_t>(type);
  return number < kUnits.size() ? kUnits[number] : 1;
}

ExifField field_of(std::span<const std::uint8_t> bytes, const ExifEntry& entry, bool big_endian) {
  const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(entry.value.begin);
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(entry.value.end);
  ExifField field{
      static_cast<std::uint16_t>(entry.tag), static_cast<std::uint16_t>(entry.type), entry.count, {begin, end}};
  const auto unit = static_cast<std::ptrdiff_t>(unit_bytes(entry.type));
  if (!big_endian || unit == 1) return field;
  for (auto at = field.value.begin(); field.value.end() - at >= unit; at += unit) std::reverse(at, at + unit);
  return field;
}

void put_u16(Stream& stream, std::uint32_t value) {
  for (const unsigned shift : {0U, 8U}) stream.push_back(static_cast<std::uint8_t>(value >> shift));
}

void put_u32(Stream& stream, std::uint32_t value) {
  for (const unsigned shift : {0U, 8U, 16U, 24U}) stream.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// Appends a directory, the values that are longer than an entry behind it. Gives its offset.
std::uint32_t append_directory(Stream& stream, std::vector<ExifField> fields) {
  constexpr std::size_t kInlineBytes = 4;
  constexpr std::size_t kEntryBytes = 12;
  std::sort(fields.begin(), fields.end(), [](const ExifField& a, const ExifField& b) { return a.tag < b.tag; });
  if (stream.size() % 2 != 0) stream.push_back(0);  // TIFF 6.0, section 2: on word boundaries
  const auto offset = static_cast<std::uint32_t>(stream.size());
  Stream values;
  const std::size_t values_at = stream.size() + 2 + fields.size() * kEntryBytes + 4;
  put_u16(stream, static_cast<std::uint32_t>(fields.size()));
  for (const ExifField& field : fields) {
    put_u16(stream, field.tag);
    put_u16(stream, field.type);
    put_u32(stream, field.count);
    if (field.value.size() > kInlineBytes) {
      put_u32(stream, static_cast<std::uint32_t>(values_at + values.size()));
      values.insert(values.end(), field.value.begin(), field.value.end());
      if (values.size() % 2 != 0) values.push_back(0);
    } else {
      stream.insert(stream.end(), field.value.begin(), field.value.end());
      stream.resize(stream.size() + kInlineBytes - field.value.size());
    }
  }
  put_u32(stream, 0);  // no next directory
  stream.insert(stream.end(), values.begin(), values.end());
  return offset;
}

ExifField link(ExifTag tag, std::uint32_t offset) {
  ExifField field{static_cast<std::uint16_t>(tag), static_cast<std::uint16_t>(ExifType::u32), 1, {}};
  put_u32(field.value, offset);
  return field;
}

/// Appends all tables, `main` with links to the others, and makes the header point to it.
void append_tables(Stream& stream, std::vector<ExifField> main, const ExifTables& tables) {
  if (!tables.exif.empty() || !tables.interoperability.empty()) {
    std::vector<ExifField> exif = tables.exif;
    if (!tables.interoperability.empty()) {
      exif.push_back(link(ExifTag::interoperability_directory, append_directory(stream, tables.interoperability)));
    }
    main.push_back(link(ExifTag::exif_directory, append_directory(stream, std::move(exif))));
  }
  if (!tables.gps.empty()) main.push_back(link(ExifTag::gps_directory, append_directory(stream, tables.gps)));
  const std::uint32_t first = append_directory(stream, std::move(main));
  for (unsigned i = 0; i < 4; ++i) stream[kFirstDirectoryAt + i] = static_cast<std::uint8_t>(first >> (8 * i));
}

}  // namespace

ExifTables read_exif_tables(std::span<const std::uint8_t> bytes) {
  ExifStream stream(bytes);
  ExifTables tables;
  const auto read = [&](std::size_t offset, std::vector<ExifField>& into, bool all) {
    auto directory = stream.directory(offset);
    if (!directory) return std::vector<ExifEntry>{};
    for (const ExifEntry& entry : directory->entries) {
      if (!is_link(entry.tag) && (all || is_descriptive(entry.tag))) {
        into.push_back(field_of(bytes, entry, stream.big_endian()));
      }
    }
    return std::move(directory->entries);
  };
  const auto follow = [&](const std::vector<ExifEntry>& entries, ExifTag tag, std::vector<ExifField>& into) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [=](const auto& entry) { return entry.tag == tag; });
    const auto offset = found == entries.end() ? std::nullopt : stream.integer(*found);
    return offset ? read(*offset, into, true) : std::vector<ExifEntry>{};
  };
  const auto first = stream.first_directory();
  if (!first) return tables;
  const std::vector<ExifEntry> main = read(*first, tables.main, false);
  const bool main_is_broken = stream.broken();
  const std::vector<ExifEntry> exif = follow(main, ExifTag::exif_directory, tables.exif);
  follow(exif, ExifTag::interoperability_directory, tables.interoperability);
  follow(main, ExifTag::gps_directory, tables.gps);
  tables.broken = stream.broken() && !main_is_broken;
  return tables;
}

std::vector<std::uint8_t> exif_block(const ExifTables& tables) {
  if (tables.empty()) return {};
  Stream stream{'I', 'I', 42, 0, 0, 0, 0, 0};
  append_tables(stream, tables.main, tables);
  return stream;
}

void add_exif_tables(const ExifTables& tables, std::vector<std::uint8_t>& file) {
  if (tables.empty()) return;
  ExifStream stream(file);
  const auto first = stream.first_directory();
  const auto directory = first ? stream.directory(*first) : std::nullopt;
  if (!directory || stream.big_endian()) return;
  std::vector<ExifField> main;
  for (const ExifEntry& entry : directory->entries) {
    // What stands elsewhere stays there: of such an entry's value only the offset is moved.
    const auto stored = file.begin() + static_cast<std::ptrdiff_t>(entry.at) + 8;
    main.push_back({static_cast<std::uint16_t>(entry.tag),
                    static_cast<std::uint16_t>(entry.type),
                    entry.count,
                    {stored, stored + 4}});
  }
  for (const ExifField& field : tables.main) {
    const bool taken =
        std::any_of(main.begin(), main.end(), [&](const ExifField& other) { return other.tag == field.tag; });
    if (!taken) main.push_back(field);
  }
  append_tables(file, std::move(main), tables);
}

}  // namespace resizer::imaging
