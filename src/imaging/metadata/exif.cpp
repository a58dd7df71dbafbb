#include "imaging/metadata/exif.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "imaging/metadata/exif_directory.hpp"

namespace resizer::imaging {

namespace {

using Block = std::vector<std::uint8_t>;

const ExifEntry* find(const ExifDirectory& directory, ExifTag tag) noexcept {
  const auto found = std::find_if(directory.entries.begin(), directory.entries.end(),
                                  [=](const auto& entry) { return entry.tag == tag; });
  return found == directory.entries.end() ? nullptr : &*found;
}

/// The first directory and those linked from it, except that of the thumbnail.
std::vector<ExifDirectory> read_main_directories(ExifStream& stream) {
  constexpr std::array kLinks{ExifTag::exif_directory, ExifTag::gps_directory, ExifTag::interoperability_directory};
  // There are at most four; more are loops.
  constexpr std::size_t kMaxDirectories = 4;
  std::vector<ExifDirectory> found;
  const auto add = [&](std::size_t offset) {
    if (auto directory = stream.directory(offset)) found.push_back(std::move(*directory));
  };
  if (const auto first = stream.first_directory()) add(*first);
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const ExifTag link : kLinks) {
      const ExifEntry* entry = find(found[i], link);
      if (entry == nullptr || found.size() == kMaxDirectories) continue;
      if (const std::uint32_t offset = stream.integer(*entry).value_or(0); offset != 0) add(offset);
    }
  }
  return found;
}

/// The directory of the thumbnail, if there is one after the first.
std::optional<ExifDirectory> read_thumbnail_directory(ExifStream& stream, const ExifDirectory& first) {
  const std::uint32_t offset = first.next_at ? stream.u32(*first.next_at) : 0;
  return offset == 0 ? std::nullopt : stream.directory(offset);
}

bool is_adobe_rgb(const ExifStream& stream, std::span<const std::uint8_t> exif,
                  const std::vector<ExifDirectory>& found) {
  constexpr std::uint32_t kAdobeRgb = 2;
  constexpr std::uint32_t kUncalibrated = 0xFFFF;
  constexpr std::string_view kOptionalFile("R03", 4);
  std::uint32_t color_space = kUncalibrated;
  bool is_optional_file = false;
  for (const ExifDirectory& directory : found) {
    if (const ExifEntry* entry = find(directory, ExifTag::color_space)) {
      color_space = stream.integer(*entry).value_or(color_space);
    }
    if (const ExifEntry* entry = find(directory, ExifTag::interoperability_index)) {
      const auto index = exif.subspan(entry->value.begin, entry->value.end - entry->value.begin);
      is_optional_file |= std::ranges::equal(index, kOptionalFile);
    }
  }
  return color_space == kAdobeRgb || (color_space == kUncalibrated && is_optional_file);
}

/// Writes integers in the stream's byte order.
class Writer {
 public:
  Writer(Block& block, bool big_endian) noexcept : block_(block), big_endian_(big_endian) {}

  /// Replaces the value of an entry by an integer, as u16 if it fits and the entry was not wider, otherwise as u32.
  void set(const ExifEntry& entry, std::uint32_t value) {
    const bool narrow = entry.type != ExifType::u32 && value <= 0xFFFF;
    put(entry.at + 2, 2, static_cast<std::uint32_t>(narrow ? ExifType::u16 : ExifType::u32));
    put(entry.at + 4, 4, 1);
    put(entry.at + 8, 4, 0);
    put(entry.at + 8, narrow ? 2 : 4, value);
  }

  void put(std::size_t at, unsigned size_bytes, std::uint32_t value) {
    for (unsigned i = 0; i < size_bytes; ++i) {
      const unsigned shift = 8 * (big_endian_ ? size_bytes - 1 - i : i);
      block_[at + i] = static_cast<std::uint8_t>(value >> shift);
    }
  }

 private:
  Block& block_;
  bool big_endian_;
};

void update_entries(const ExifDirectory& directory, Size size, int orientation, Writer& writer) {
  for (const ExifEntry& entry : directory.entries) {
    switch (entry.tag) {
      case ExifTag::orientation:
        writer.set(entry, static_cast<std::uint32_t>(orientation));
        break;
      case ExifTag::image_width:
      case ExifTag::pixel_x_dimension:
      case ExifTag::related_image_width:
        writer.set(entry, size.width_px);
        break;
      case ExifTag::image_length:
      case ExifTag::pixel_y_dimension:
      case ExifTag::related_image_length:
        writer.set(entry, size.height_px);
        break;
      default:
        break;
    }
  }
}

void add_ranges(const ExifDirectory& directory, std::vector<ByteRange>& ranges) {
  ranges.push_back(
      {directory.table.begin, directory.next_at.value_or(directory.table.end) + (directory.next_at ? 4 : 0)});
  for (const ExifEntry& entry : directory.entries) ranges.push_back(entry.value);
}

/// The byte ranges of the thumbnail and its directory.
std::vector<ByteRange> thumbnail_ranges(const ExifStream& stream, const ExifDirectory& directory, std::size_t limit) {
  std::vector<ByteRange> ranges;
  add_ranges(directory, ranges);
  constexpr std::array<std::pair<ExifTag, ExifTag>, 2> kPixels{
      {{ExifTag::jpeg_offset, ExifTag::jpeg_byte_count}, {ExifTag::strip_offsets, ExifTag::strip_byte_counts}}};
  for (const auto& [offset_tag, count_tag] : kPixels) {
    const ExifEntry* offset_entry = find(directory, offset_tag);
    const ExifEntry* count_entry = find(directory, count_tag);
    if (offset_entry == nullptr || count_entry == nullptr) continue;
    const std::size_t begin = stream.integer(*offset_entry).value_or(0);
    const std::size_t count = stream.integer(*count_entry).value_or(0);
    if (begin < limit) ranges.push_back({begin, begin + std::min(count, limit - begin)});
  }
  return ranges;
}

/// Zeroes the thumbnail, and truncates it at the end of the block. Bytes shared with other entries are kept.
void erase_thumbnail(Block& block, std::vector<ByteRange> ranges, const std::vector<ByteRange>& kept) {
  std::erase_if(ranges, [&](const ByteRange& range) {
    return std::any_of(kept.begin(), kept.end(), [&](const ByteRange& other) { return range.overlaps(other); });
  });
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.end > b.end; });
  for (const ByteRange& range : ranges) {
    if (range.begin >= block.size()) continue;
    const std::size_t end = std::min(range.end, block.size());
    std::fill_n(block.begin() + static_cast<std::ptrdiff_t>(range.begin), end - range.begin, std::uint8_t{0});
    if (end == block.size()) block.resize(range.begin);
  }
}

}  // namespace

ExifSummary summarize_exif(std::span<const std::uint8_t> exif) {
  if (exif.empty()) return {};
  ExifStream stream(exif);
  const std::vector<ExifDirectory> directories = read_main_directories(stream);
  if (directories.empty()) return {.broken = true};
  read_thumbnail_directory(stream, directories.front());
  ExifSummary summary{.broken = stream.broken(), .is_adobe_rgb = is_adobe_rgb(stream, exif, directories)};
  for (const ExifEntry& entry : directories.front().entries) {
    if (entry.tag != ExifTag::orientation) continue;
    const std::uint32_t value = stream.integer(entry).value_or(0);
    if (value < 1 || value > 8) continue;
    summary.orientation = static_cast<int>(value);
    break;
  }
  return summary;
}

std::vector<std::uint8_t> updated_exif(std::span<const std::uint8_t> exif, Size size, int orientation) {
  ExifStream stream(exif);
  const std::vector<ExifDirectory> directories = read_main_directories(stream);
  if (directories.empty()) return {};
  const ExifDirectory& first = directories.front();
  Block block(exif.begin(), exif.end());
  Writer writer(block, stream.big_endian());
  std::vector<ByteRange> kept{{0, 8}};
  for (const ExifDirectory& directory : directories) {
    update_entries(directory, size, orientation, writer);
    add_ranges(directory, kept);
  }
  if (first.next_at) writer.put(*first.next_at, 4, 0);
  if (const auto thumbnail = read_thumbnail_directory(stream, first)) {
    erase_thumbnail(block, thumbnail_ranges(stream, *thumbnail, exif.size()), kept);
  }
  return block;
}

void transpose_exif_resolution(std::vector<std::uint8_t>& exif) {
  ExifStream stream(exif);
  const auto first = stream.first_directory();
  const auto directory = first ? stream.directory(*first) : std::nullopt;
  if (!directory) return;
  const ExifEntry* x = find(*directory, ExifTag::x_resolution);
  const ExifEntry* y = find(*directory, ExifTag::y_resolution);
  if (x == nullptr || y == nullptr) return;
  // type, count, and value or offset
  std::swap_ranges(&exif[x->at + 2], &exif[x->at] + kExifEntryBytes, &exif[y->at + 2]);
}

std::span<const std::uint8_t> without_exif_prefix(std::span<const std::uint8_t> block) noexcept {
  constexpr std::string_view kPrefix("Exif\0\0", 6);
  const bool found = block.size() >= kPrefix.size() && std::equal(kPrefix.begin(), kPrefix.end(), block.begin());
  return found ? block.subspan(kPrefix.size()) : block;
}

}  // namespace resizer::imaging
