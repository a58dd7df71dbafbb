#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// EXIF directories among the tags of a TIFF file's image (Exif 2.3, 4.6.3), where other formats have a block of
/// their own.
namespace resizer::imaging {

/// An entry apart from any stream.
struct ExifField {
  std::uint16_t tag = 0;
  std::uint16_t type = 0;
  std::uint32_t count = 0;
  std::vector<std::uint8_t> value;  ///< In the byte order of the tables.
  /// Where the value must stand in a stream; none: anywhere.
  std::optional<std::uint32_t> fixed_at{};
};

struct ExifTables {
  bool big_endian = false;
  std::vector<ExifField> main{};  ///< Only what tells of the image, not how it is stored.
  std::vector<ExifField> exif{};
  std::vector<ExifField> gps{};
  std::vector<ExifField> interoperability{};
  /// One of the last three could not be read in whole.
  bool broken = false;
  /// A maker note is left out: it cannot be moved from where it stands, and that is too far from the beginning.
  bool lost_maker_note = false;

  bool empty() const noexcept { return main.empty() && exif.empty() && gps.empty(); }
};

/// Reads a TIFF stream or a classic TIFF file in either byte order; leaves out what cannot be read.
ExifTables read_exif_tables(std::span<const std::uint8_t> stream);

/// An EXIF block of these tables; empty if they are.
std::vector<std::uint8_t> exif_block(const ExifTables& tables);

/// Makes an EXIF block that was stored in a TIFF file with one directory part of it: what the block tells of the
/// image joins the tags of the file, those that it has already stay. The file's bytes from 8 on are the block's from
/// 8 on, and both have the same byte order, so that no offset changes. `exif_directory_at` is where the block's first
/// directory is.
void join_exif(std::uint32_t exif_directory_at, std::vector<std::uint8_t>& file);

/// Where the first directory of an EXIF block is; none: it has none.
std::optional<std::uint32_t> first_exif_directory(std::span<const std::uint8_t> exif);

}  // namespace resizer::imaging
