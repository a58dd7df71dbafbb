#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// EXIF among the tags of a TIFF file (Exif 2.3, 4.6.3), where other formats have a separate block.
namespace resizer::imaging {

/// An entry independent of a stream.
struct ExifField {
  std::uint16_t tag = 0;
  std::uint16_t type = 0;
  std::uint32_t count = 0;
  std::vector<std::uint8_t> value;  ///< In the byte order of the tables.
  /// The required offset of the value in a stream; none: any.
  std::optional<std::uint32_t> fixed_at{};
};

struct ExifTables {
  bool big_endian = false;
  std::vector<ExifField> main{};  ///< Tags that describe the image, not its storage.
  std::vector<ExifField> exif{};
  std::vector<ExifField> gps{};
  std::vector<ExifField> interoperability{};
  /// One of the last three could not be read completely.
  bool broken = false;
  /// A maker note was dropped: it cannot be moved, and its offset is too large.
  bool lost_maker_note = false;

  bool empty() const noexcept { return main.empty() && exif.empty() && gps.empty(); }
};

/// Reads a TIFF stream or a classic TIFF file in either byte order; skips what cannot be read.
ExifTables read_exif_tables(std::span<const std::uint8_t> stream);

/// All fields in the first directory of a stream, but for links; skips what cannot be read.
std::vector<ExifField> read_exif_fields(std::span<const std::uint8_t> stream);

/// An EXIF block from these tables; empty if they are empty.
std::vector<std::uint8_t> exif_block(const ExifTables& tables);

/// Merges an EXIF block into the TIFF file in which it is embedded: tags of the block that describe the image are added
/// to the file's directory, existing tags stay. The file contains the block from byte 8 on in the same byte order, so
/// that no offset changes. `exif_directory_at` is the offset of the block's first directory.
void join_exif(std::uint32_t exif_directory_at, std::vector<std::uint8_t>& file);

/// The offset of the first directory of an EXIF block, if it has one.
std::optional<std::uint32_t> first_exif_directory(std::span<const std::uint8_t> exif);

}  // namespace resizer::imaging
