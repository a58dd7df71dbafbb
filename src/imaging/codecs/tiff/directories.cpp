#include "imaging/codecs/tiff/directories.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace resizer::imaging {
namespace {

/// Bytes of one value of each type (TIFF 6.0, section 2; from 13 on TIFF Technical Note 1 and BigTIFF); 0: no type.
constexpr std::array<std::uint8_t, 19> kTypeBytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

unsigned type_bytes(std::uint16_t type) noexcept {
  return type < kTypeBytes.size() ? kTypeBytes[type] : 0;
}

bool is_unsigned(std::uint16_t type) noexcept {
  constexpr std::array<std::uint16_t, 6> kUnsigned{1, 3, 4, 13, 16, 18};
  return std::find(kUnsigned.begin(), kUnsigned.end(), type) != kUnsigned.end();
}

/// Enough for any pyramid and any camera's previews; a hostile file may have millions, or a loop.
constexpr std::size_t kMaxDirectories = 256;
constexpr std::uint16_t kSubDirectories = 330;

}  // namespace

const TiffEntry* TiffDirectory::find(std::uint16_t tag) const noexcept {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [=](const TiffEntry& entry) { return entry.tag == tag; });
  return found == entries.end() ? nullptr : &*found;
}

TiffDirectories::TiffDirectories(ByteView file) noexcept : file_(file) {
  constexpr std::uint64_t kBigTiff = 43;
  big_endian_ = !file.empty() && file[0] == 'M';
  is_big_tiff_ = number(2, 2) == kBigTiff;
  first_ = is_big_tiff_ ? number(8, 8) : number(4, 4);
}

/// 0 where the file has ended.
std::uint64_t TiffDirectories::number(std::uint64_t at, unsigned bytes) const noexcept {
  if (at > file_.size() || file_.size() - at < bytes) return 0;
  std::uint64_t result = 0;
  for (unsigned index = 0; index < bytes; ++index) {
    result = result << 8U | file_[at + (big_endian_ ? index : bytes - 1 - index)];
  }
  return result;
}

TiffEntry TiffDirectories::entry(std::uint64_t at) const noexcept {
  const unsigned offset_bytes = is_big_tiff_ ? 8 : 4;
  TiffEntry entry;
  entry.tag = static_cast<std::uint16_t>(number(at, 2));
  entry.type = static_cast<std::uint16_t>(number(at + 2, 2));
  entry.count = number(at + 4, offset_bytes);
  const unsigned unit = type_bytes(entry.type);
  const bool is_countable = unit == 0 || entry.count <= std::numeric_limits<std::uint64_t>::max() / unit;
  entry.value_bytes = is_countable ? entry.count * unit : std::numeric_limits<std::uint64_t>::max();
  entry.value_at = at + 4 + offset_bytes;
  entry.is_inline = entry.value_bytes <= offset_bytes;
  if (!entry.is_inline) entry.value_at = number(entry.value_at, offset_bytes);
  return entry;
}

std::optional<TiffDirectory> TiffDirectories::read(std::uint64_t offset) const {
  const unsigned count_bytes = is_big_tiff_ ? 8 : 2;
  const unsigned entry_bytes = is_big_tiff_ ? 20 : 12;
  if (offset > file_.size() || file_.size() - offset < count_bytes) return std::nullopt;
  const std::uint64_t count = number(offset, count_bytes);
  constexpr std::uint64_t kMaxEntries = 4096;
  const std::uint64_t entries_at = offset + count_bytes;
  if (count > std::min(kMaxEntries, (file_.size() - entries_at) / entry_bytes)) return std::nullopt;
  TiffDirectory directory;
  directory.offset = offset;
  directory.entries.reserve(count);
  for (std::uint64_t index = 0; index < count; ++index) {
    directory.entries.push_back(entry(entries_at + index * entry_bytes));
  }
  directory.next = number(entries_at + count * entry_bytes, is_big_tiff_ ? 8 : 4);
  return directory;
}

std::vector<TiffDirectory> TiffDirectories::all() const {
  std::vector<TiffDirectory> directories;
  std::vector<std::uint64_t> visited;
  const auto visit = [&](std::uint64_t offset) -> std::optional<TiffDirectory> {
    const bool is_loop = std::find(visited.begin(), visited.end(), offset) != visited.end();
    if (is_loop || visited.size() == kMaxDirectories) return std::nullopt;
    visited.push_back(offset);
    std::optional<TiffDirectory> directory = read(offset);
    if (directory) directories.push_back(*directory);
    return directory;
  };
  for (std::uint64_t offset = first(); offset != 0;) {
    const std::optional<TiffDirectory> page = visit(offset);
    if (!page) break;
    const TiffEntry* below = page->find(kSubDirectories);
    if (below != nullptr) {
      for (const std::uint64_t sub : integers(*below, kMaxDirectories)) visit(sub);
    }
    offset = page->next;
  }
  return directories;
}

std::uint64_t TiffDirectories::integer(const TiffDirectory& directory, std::uint16_t tag) const {
  const TiffEntry* entry = directory.find(tag);
  const std::vector<std::uint64_t> values = entry == nullptr ? std::vector<std::uint64_t>{} : integers(*entry, 1);
  return values.empty() ? 0 : values.front();
}

std::vector<std::uint64_t> TiffDirectories::integers(const TiffEntry& entry, std::size_t max_count) const {
  std::vector<std::uint64_t> values;
  const unsigned unit = is_unsigned(entry.type) ? type_bytes(entry.type) : 0;
  if (unit == 0) return values;
  const auto count = std::min<std::uint64_t>({entry.count, max_count, value(entry).size() / unit});
  for (std::uint64_t index = 0; index < count; ++index) values.push_back(number(entry.value_at + index * unit, unit));
  return values;
}

std::vector<double> TiffDirectories::doubles(const TiffEntry& entry, std::size_t max_count) const {
  constexpr std::uint16_t kDouble = 12;
  std::vector<double> values;
  if (entry.type != kDouble) return values;
  const auto count = std::min<std::uint64_t>({entry.count, max_count, value(entry).size() / 8});
  for (std::uint64_t index = 0; index < count; ++index) {
    values.push_back(std::bit_cast<double>(number(entry.value_at + index * 8, 8)));
  }
  return values;
}

ByteView TiffDirectories::value(const TiffEntry& entry) const noexcept {
  if (entry.value_at >= file_.size()) return {};
  return file_.subspan(entry.value_at, std::min(entry.value_bytes, file_.size() - entry.value_at));
}

}  // namespace resizer::imaging
