#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "imaging/core/byte_range.hpp"

/// The directory structure of a TIFF stream (TIFF 6.0, section 2), read with bounds checks at every step.
namespace resizer::imaging {

enum class ExifTag : std::uint16_t {
  interoperability_index = 0x0001,  ///< In the interoperability directory only.
  image_width = 0x0100,
  image_length = 0x0101,
  strip_offsets = 0x0111,
  orientation = 0x0112,
  strip_byte_counts = 0x0117,
  x_resolution = 0x011A,
  y_resolution = 0x011B,
  jpeg_offset = 0x0201,
  jpeg_byte_count = 0x0202,
  related_image_width = 0x1001,
  related_image_length = 0x1002,
  iptc = 0x83BB,
  exif_directory = 0x8769,
  gps_directory = 0x8825,
  maker_note = 0x927C,
  color_space = 0xA001,
  pixel_x_dimension = 0xA002,
  pixel_y_dimension = 0xA003,
  interoperability_directory = 0xA005,
};

enum class ExifType : std::uint16_t { byte = 1, ascii = 2, u16 = 3, u32 = 4, s8 = 6, s16 = 8, s32 = 9 };

struct ExifEntry {
  ExifTag tag;
  ExifType type;
  std::uint32_t count = 0;
  std::size_t at = 0;  ///< Offset of the 12-byte entry.
  ByteRange value;     ///< In the entry if it has at most 4 bytes, otherwise elsewhere.
};

struct ExifDirectory {
  ByteRange table;  ///< From the entry count to the end of the last entry.
  std::vector<ExifEntry> entries;
  /// Position of the offset of the next directory, if within the stream.
  std::optional<std::size_t> next_at;
};

inline constexpr std::size_t kExifEntryBytes = 12;

/// A view of the directories of a TIFF stream.
class ExifStream {
 public:
  explicit ExifStream(std::span<const std::uint8_t> bytes) noexcept;

  /// The offset of the first directory; none if the header is invalid. Those of raw files are valid, too.
  std::optional<std::size_t> first_directory() const noexcept;
  /// The directory at `offset`, without unreadable entries; none if all are unreadable.
  std::optional<ExifDirectory> directory(std::size_t offset);
  /// The first value of an entry of integers, which negative ones are too large for; none for another type.
  std::optional<std::uint32_t> integer(const ExifEntry& entry) const noexcept;

  std::uint16_t u16(std::size_t at) const noexcept;
  std::uint32_t u32(std::size_t at) const noexcept;
  bool big_endian() const noexcept { return big_endian_; }
  /// Whether anything was skipped so far.
  bool broken() const noexcept { return broken_; }

 private:
  std::optional<ExifEntry> entry(std::size_t at) const noexcept;
  bool holds(std::size_t at, std::size_t size_bytes) const noexcept;

  std::span<const std::uint8_t> bytes_;
  bool big_endian_ = false;
  bool broken_ = false;
};

}  // namespace resizer::imaging
