#include "imaging/metadata/exif_directory.hpp"

#include <algorithm>
#include <array>

namespace resizer::imaging {

namespace {

constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kInlineValueBytes = 4;

/// The size of a value by its type (TIFF 6.0, section 2; 13 is IFD of Adobe's technical note 1, 129 the
/// UTF-8 of Exif 3.0, 4.6.2); 0: unknown.
std::size_t size_of(std::uint16_t type) noexcept {
  constexpr std::uint16_t kUtf8 = 129;
  if (type == kUtf8) return 1;
  constexpr std::array<std::size_t, 14> kSizesBytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
  return type < kSizesBytes.size() ? kSizesBytes[type] : 0;
}

}  // namespace

ExifStream::ExifStream(std::span<const std::uint8_t> bytes) noexcept
    : bytes_(bytes), big_endian_(!bytes.empty() && bytes[0] == 'M') {}

bool ExifStream::holds(std::size_t at, std::size_t size_bytes) const noexcept {
  return at <= bytes_.size() && size_bytes <= bytes_.size() - at;
}

std::uint16_t ExifStream::u16(std::size_t at) const noexcept {
  const unsigned first = bytes_[at];
  const unsigned second = bytes_[at + 1];
  return static_cast<std::uint16_t>(big_endian_ ? first << 8 | second : second << 8 | first);
}

std::uint32_t ExifStream::u32(std::size_t at) const noexcept {
  const std::uint32_t first = u16(at);
  const std::uint32_t second = u16(at + 2);
  return big_endian_ ? first << 16 | second : second << 16 | first;
}

std::optional<std::size_t> ExifStream::first_directory() const noexcept {
  // TIFF 6.0; Olympus ORF, twice; Panasonic RW2.
  constexpr std::array<std::uint16_t, 4> kMagics{42, 0x4F52, 0x5352, 0x55};
  if (bytes_.size() < kHeaderBytes || bytes_[0] != bytes_[1] || (bytes_[0] != 'I' && bytes_[0] != 'M')) return {};
  if (std::find(kMagics.begin(), kMagics.end(), u16(2)) == kMagics.end()) return {};
  return u32(4);
}

std::optional<ExifEntry> ExifStream::entry(std::size_t at) const noexcept {
  const std::uint16_t type = u16(at + 2);
  const std::uint32_t count = u32(at + 4);
  const std::size_t value_size = size_of(type);
  if (value_size == 0 || count > bytes_.size() / value_size) return {};
  const std::size_t value_bytes = value_size * count;
  const std::size_t value_at = value_bytes <= kInlineValueBytes ? at + kHeaderBytes : u32(at + kHeaderBytes);
  if (!holds(value_at, value_bytes)) return {};
  return ExifEntry{.tag = static_cast<ExifTag>(u16(at)),
                   .type = static_cast<ExifType>(type),
                   .count = count,
                   .at = at,
                   .value = {value_at, value_at + value_bytes}};
}

std::optional<ExifDirectory> ExifStream::directory(std::size_t offset) {
  if (offset < kHeaderBytes || !holds(offset, 2)) {
    broken_ = true;
    return {};
  }
  const std::size_t stated = u16(offset);
  const std::size_t present = std::min(stated, (bytes_.size() - offset - 2) / kExifEntryBytes);
  ExifDirectory directory;
  directory.table = {offset, offset + 2 + present * kExifEntryBytes};
  for (std::size_t at = offset + 2; at < directory.table.end; at += kExifEntryBytes) {
    if (const auto found = entry(at)) directory.entries.push_back(*found);
  }
  if (directory.entries.size() < stated) broken_ = true;
  if (directory.entries.empty() && stated > 0) return {};
  if (present == stated && holds(directory.table.end, 4)) directory.next_at = directory.table.end;
  return directory;
}

std::optional<std::uint32_t> ExifStream::integer(const ExifEntry& entry) const noexcept {
  if (entry.count == 0) return {};
  switch (entry.type) {
    case ExifType::byte:
    case ExifType::s8:
      return bytes_[entry.value.begin];
    case ExifType::u16:
    case ExifType::s16:
      return u16(entry.value.begin);
    case ExifType::u32:
    case ExifType::s32:
      return u32(entry.value.begin);
    default:
      return {};
  }
}

}  // namespace resizer::imaging
