#pragma once

#include <optional>
#include <vector>

#include "imaging/codecs/codec.hpp"

/// The directories of a TIFF file (TIFF 6.0, section 2, and BigTIFF), read from its bytes with bounds checks at every
/// step. libtiff reads the values of all tags of every directory it visits; this reads values on request only.
namespace resizer::imaging {

struct TiffEntry {
  std::uint16_t tag = 0;
  std::uint16_t type = 0;
  std::uint64_t count = 0;
  std::uint64_t value_at = 0;     ///< In the entry if the value fits, otherwise elsewhere.
  std::uint64_t value_bytes = 0;  ///< May exceed the file.
  bool is_inline = false;
};

struct TiffDirectory {
  std::uint64_t offset = 0;
  std::vector<TiffEntry> entries;
  std::uint64_t next = 0;  ///< Offset of the next directory; 0: none.

  /// The entry of a tag, or null.
  const TiffEntry* find(std::uint16_t tag) const noexcept;
};

/// A view of the directories of a TIFF file.
class TiffDirectories {
 public:
  explicit TiffDirectories(ByteView file) noexcept;

  ByteView bytes() const noexcept { return file_; }
  /// Offset of the first directory; 0: none.
  std::uint64_t first() const noexcept { return first_; }
  /// The directory at `offset`; none if its entries are not within the file.
  std::optional<TiffDirectory> read(std::uint64_t offset) const;
  /// Those in the chain that begins with the first, each followed by those below it (SubIFDs): 256 at most, none twice.
  std::vector<TiffDirectory> all() const;
  /// The first value of a tag of unsigned integers; 0: none.
  std::uint64_t integer(const TiffDirectory& directory, std::uint16_t tag) const;
  /// The first values of an entry of unsigned integers, `max_count` at most; none for another type.
  std::vector<std::uint64_t> integers(const TiffEntry& entry, std::size_t max_count) const;
  /// The first numbers of an entry of 64-bit floats; none for another type.
  std::vector<double> doubles(const TiffEntry& entry, std::size_t max_count) const;
  /// The bytes of the value as stored, as far as they are within the file.
  ByteView value(const TiffEntry& entry) const noexcept;

 private:
  std::uint64_t number(std::uint64_t at, unsigned bytes) const noexcept;
  TiffEntry entry(std::uint64_t at) const noexcept;

  ByteView file_;
  bool big_endian_ = false;
  bool is_big_tiff_ = false;
  std::uint64_t first_ = 0;
};

}  // namespace resizer::imaging
