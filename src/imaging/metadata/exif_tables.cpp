#include "imaging/metadata/exif_tables.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "imaging/metadata/exif_directory.hpp"
#include "imaging/metadata/maker_notes.hpp"
#include "imaging/metadata/metadata.hpp"

namespace resizer::imaging {
namespace {

using Stream = std::vector<std::uint8_t>;

constexpr std::size_t kFirstDirectoryAt = 4;  // of the header
constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kInlineBytes = 4;
/// The maximum end of a maker note that cannot be moved: the space before it is padded, and JPEG allows 64 KiB.
constexpr std::size_t kMaxFixedEnd = 60'000;

/// Description, make, model, orientation, resolution and its unit, software, date, artist, host computer, rating,
/// copyright, and the fields of Windows.
constexpr std::array<std::uint16_t, 19> kDescriptive{0x010D, 0x010E, 0x010F, 0x0110, 0x0112, 0x011A, 0x011B,
                                                     0x0128, 0x0131, 0x0132, 0x013B, 0x013C, 0x4746, 0x8298,
                                                     0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F};

bool is_descriptive(ExifTag tag) noexcept {
  return std::find(kDescriptive.begin(), kDescriptive.end(), static_cast<std::uint16_t>(tag)) != kDescriptive.end();
}

bool is_link(ExifTag tag) noexcept {
  return tag == ExifTag::exif_directory || tag == ExifTag::gps_directory || tag == ExifTag::interoperability_directory;
}

ExifField field_of(std::span<const std::uint8_t> bytes, const ExifEntry& entry) {
  const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(entry.value.begin);
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(entry.value.end);
  return {static_cast<std::uint16_t>(entry.tag), static_cast<std::uint16_t>(entry.type), entry.count, {begin, end}};
}

/// Copies fields up to a limit in all: thousands of entries may name the same bytes of a large file.
class FieldCopier {
 public:
  explicit FieldCopier(std::span<const std::uint8_t> bytes) noexcept : bytes_(bytes) {}

  void copy(const ExifEntry& entry, std::vector<ExifField>& into) {
    const std::size_t size_bytes = entry.value.end - entry.value.begin;
    left_out_ |= size_bytes > left_bytes_;
    if (size_bytes > left_bytes_) return;
    left_bytes_ -= size_bytes;
    into.push_back(field_of(bytes_, entry));
  }
  bool has_left_out() const noexcept { return left_out_; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t left_bytes_ = kMaxMetadataBytes;
  bool left_out_ = false;
};

/// The field as stored: for a value longer than an entry, only its offset.
ExifField stored_field(std::span<const std::uint8_t> bytes, const ExifEntry& entry) {
  ExifField field = field_of(bytes, entry);
  if (field.value.size() > kInlineBytes) field.fixed_at = static_cast<std::uint32_t>(entry.value.begin);
  return field;
}

/// Builds a TIFF stream of directories.
class TableWriter {
 public:
  TableWriter(Stream& stream, bool big_endian) noexcept : stream_(stream), big_endian_(big_endian) {}

  /// Appends a directory, followed by values longer than an entry. Returns its offset.
  std::uint32_t append(std::vector<ExifField> fields) {
    std::ranges::stable_sort(fields, {}, &ExifField::tag);
    if (stream_.size() % 2 != 0) stream_.push_back(0);  // TIFF 6.0, section 2: on word boundaries
    const auto offset = static_cast<std::uint32_t>(stream_.size());
    Stream values;
    const std::size_t values_at = stream_.size() + 2 + fields.size() * kExifEntryBytes + 4;
    put(stream_, static_cast<std::uint32_t>(fields.size()), 2);
    for (const ExifField& field : fields) {
      put(stream_, field.tag, 2);
      put(stream_, field.type, 2);
      put(stream_, field.count, 4);
      if (field.value.size() <= kInlineBytes) {
        stream_.insert(stream_.end(), field.value.begin(), field.value.end());
        stream_.resize(stream_.size() + kInlineBytes - field.value.size());
      } else if (field.fixed_at) {
        put(stream_, *field.fixed_at, 4);
      } else {
        put(stream_, static_cast<std::uint32_t>(values_at + values.size()), 4);
        values.insert(values.end(), field.value.begin(), field.value.end());
        if (values.size() % 2 != 0) values.push_back(0);
      }
    }
    put(stream_, 0, 4);  // no next directory
    stream_.insert(stream_.end(), values.begin(), values.end());
    return offset;
  }

  /// Appends the first directory, to which the header points.
  void append_first(std::vector<ExifField> fields) {
    Stream offset;
    put(offset, append(std::move(fields)), 4);
    std::ranges::copy(offset, stream_.begin() + kFirstDirectoryAt);
  }

  ExifField link(ExifTag tag, std::uint32_t offset) const {
    ExifField field{static_cast<std::uint16_t>(tag), static_cast<std::uint16_t>(ExifType::u32), 1, {}};
    put(field.value, offset, 4);
    return field;
  }

 private:
  void put(Stream& stream, std::uint32_t value, unsigned size_bytes) const {
    for (unsigned i = 0; i < size_bytes; ++i) {
      const unsigned shift = 8 * (big_endian_ ? size_bytes - 1 - i : i);
      stream.push_back(static_cast<std::uint8_t>(value >> shift));
    }
  }

  Stream& stream_;
  bool big_endian_;
};

/// If the maker note cannot be moved, pins it to its offset or drops it.
void settle_maker_note(std::vector<ExifField>& fields, const std::vector<ExifEntry>& entries, bool& lost) {
  const auto field = std::ranges::find(fields, static_cast<std::uint16_t>(ExifTag::maker_note), &ExifField::tag);
  const auto entry = std::ranges::find(entries, ExifTag::maker_note, &ExifEntry::tag);
  if (field == fields.end() || entry == entries.end()) return;
  if (field->value.size() <= kInlineBytes || maker_note_can_move(field->value)) return;
  lost = entry->value.begin < kHeaderBytes || entry->value.end > kMaxFixedEnd;
  if (lost) {
    fields.erase(field);
  } else {
    field->fixed_at = static_cast<std::uint32_t>(entry->value.begin);
  }
}

/// Stores pinned values, before anything else.
void store_fixed(const std::vector<ExifField>& fields, Stream& stream) {
  for (const ExifField& field : fields) {
    if (!field.fixed_at) continue;
    const std::size_t end = *field.fixed_at + field.value.size();
    stream.resize(std::max(stream.size(), end));
    std::ranges::copy(field.value, stream.begin() + *field.fixed_at);
  }
}

}  // namespace

ExifTables read_exif_tables(std::span<const std::uint8_t> bytes) {
  ExifStream stream(bytes);
  FieldCopier fields(bytes);
  ExifTables tables{.big_endian = stream.big_endian()};
  const auto read = [&](std::size_t offset, std::vector<ExifField>& into, bool all) {
    auto directory = stream.directory(offset);
    if (!directory) return std::vector<ExifEntry>{};
    for (const ExifEntry& entry : directory->entries) {
      if (!is_link(entry.tag) && (all || is_descriptive(entry.tag))) fields.copy(entry, into);
    }
    return std::move(directory->entries);
  };
  const auto follow = [&](const std::vector<ExifEntry>& entries, ExifTag tag, std::vector<ExifField>& into) {
    const auto found = std::ranges::find(entries, tag, &ExifEntry::tag);
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
  settle_maker_note(tables.exif, exif, tables.lost_maker_note);
  tables.broken = (stream.broken() && !main_is_broken) || fields.has_left_out();
  return tables;
}

std::vector<ExifField> read_exif_fields(std::span<const std::uint8_t> bytes) {
  std::vector<ExifField> fields;
  FieldCopier copier(bytes);
  ExifStream stream(bytes);
  const auto first = stream.first_directory();
  const auto directory = first ? stream.directory(*first) : std::nullopt;
  if (!directory) return fields;
  for (const ExifEntry& entry : directory->entries) {
    if (!is_link(entry.tag)) copier.copy(entry, fields);
  }
  return fields;
}

std::vector<std::uint8_t> exif_block(const ExifTables& tables) {
  if (tables.empty()) return {};
  Stream stream = tables.big_endian ? Stream{'M', 'M', 0, 42, 0, 0, 0, 0} : Stream{'I', 'I', 42, 0, 0, 0, 0, 0};
  store_fixed(tables.exif, stream);
  TableWriter writer(stream, tables.big_endian);
  std::vector<ExifField> main = tables.main;
  if (!tables.exif.empty() || !tables.interoperability.empty()) {
    std::vector<ExifField> exif = tables.exif;
    if (!tables.interoperability.empty()) {
      exif.push_back(writer.link(ExifTag::interoperability_directory, writer.append(tables.interoperability)));
    }
    main.push_back(writer.link(ExifTag::exif_directory, writer.append(std::move(exif))));
  }
  if (!tables.gps.empty()) main.push_back(writer.link(ExifTag::gps_directory, writer.append(tables.gps)));
  writer.append_first(std::move(main));
  return stream;
}

void join_exif(std::uint32_t exif_directory_at, std::vector<std::uint8_t>& file) {
  ExifStream stream(file);
  const auto first = stream.first_directory();
  const auto own = first ? stream.directory(*first) : std::nullopt;
  const auto joining = stream.directory(exif_directory_at);
  if (!own || !joining) return;
  std::vector<ExifField> fields;
  for (const ExifEntry& entry : own->entries) fields.push_back(stored_field(file, entry));
  const std::size_t own_count = fields.size();
  for (const ExifEntry& entry : joining->entries) {
    const auto tag = static_cast<std::uint16_t>(entry.tag);
    const bool is_taken = std::ranges::find(fields, tag, &ExifField::tag) != fields.end();
    if (!is_taken && (is_link(entry.tag) || is_descriptive(entry.tag))) fields.push_back(stored_field(file, entry));
  }
  if (fields.size() > own_count) TableWriter(file, stream.big_endian()).append_first(std::move(fields));
}

std::optional<std::uint32_t> first_exif_directory(std::span<const std::uint8_t> exif) {
  const auto offset = ExifStream(exif).first_directory();
  return offset ? std::optional(static_cast<std::uint32_t>(*offset)) : std::nullopt;
}

}  // namespace resizer::imaging
