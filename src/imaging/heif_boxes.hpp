#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "resizer/imaging/codec.hpp"

/// What libheif 1.15 does not tell of a HEIF file, read from its boxes (ISO/IEC 14496-12, ISO/IEC 23008-12).
namespace resizer::imaging {

/// Code points of ITU-T H.273, as a colour box of type 'nclx' has them.
struct CodedColor {
  std::uint16_t primaries = 2;
  std::uint16_t transfer = 2;
  std::uint16_t matrix = 2;
  bool full_range = true;
};

struct HeifBoxes {
  /// Of the primary picture, from its codec's configuration.
  bool gray = false;
  Subsampling chroma{1, 1};
  std::uint8_t depth_bits = 8;
  std::optional<CodedColor> color;
  /// Where the code points of every 'nclx' box stand in the file: primaries, transfer and matrix in two bytes each,
  /// then a byte with the range in its highest bit.
  std::vector<std::size_t> color_offsets;
  bool has_gain_map = false;
  bool is_sequence = false;  ///< There is a track of pictures beside the still one.
};

/// Throws util::Error(truncated) where a box that is needed ends too early; all else is for libheif to judge.
HeifBoxes read_heif_boxes(ByteView file);

}  // namespace resizer::imaging
