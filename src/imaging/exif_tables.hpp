#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// EXIF directories taken out of one TIFF stream to be put into another: a TIFF file has them among the tags of its
/// picture (Exif 2.3, 4.6.3), other formats in a block of their own.
namespace resizer::imaging {

/// An entry apart from any stream.
struct ExifField {
  std::uint16_t tag = 0;
  std::uint16_t type = 0;
  std::uint32_t count = 0;
  std::vector<std::uint8_t> value;  ///< Little-endian.
};

struct ExifTables {
  std::vector<ExifField> main{};  ///< Only what tells of the picture, not how it is stored.
  std::vector<ExifField> exif{};
  std::vector<ExifField> gps{};
  std::vector<ExifField> interoperability{};
  /// One of the last three could not be read in whole.
  bool broken = false;

  bool empty() const noexcept { return main.empty() && exif.empty() && gps.empty(); }
};

/// Reads a TIFF stream or a classic TIFF file in either byte order; leaves out what cannot be read.
ExifTables read_exif_tables(std::span<const std::uint8_t> stream);

/// An EXIF block of these tables; empty if they are.
std::vector<std::uint8_t> exif_block(const ExifTables& tables);

/// Adds the tables to a little-endian classic TIFF file with one directory. A tag that the file has already stays.
void add_exif_tables(const ExifTables& tables, std::vector<std::uint8_t>& file);

}  // namespace resizer::imaging
