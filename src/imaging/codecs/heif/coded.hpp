#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "imaging/codecs/codec.hpp"

/// Decodes the coded pictures in HEIF files: AV1 with dav1d, HEVC with libde265. Both without threads, which the
/// sandbox forbids; the pool uses the cores.
namespace resizer::imaging {

/// Code points of ITU-T H.273.
struct CodedColor {
  std::uint16_t primaries = 2;
  std::uint16_t transfer = 2;
  std::uint16_t matrix = 2;
  bool full_range = true;
};

/// The layout of the planes of a picture: Y, Cb, Cr or gray. Samples of more than 8 bits are 16-bit words.
struct CodedLayout {
  Size size;
  bool gray = false;
  Subsampling chroma{};
  std::uint8_t depth_bits = 8;
  friend bool operator==(const CodedLayout&, const CodedLayout&) = default;

  unsigned planes() const noexcept { return gray ? 1 : 3; }
  unsigned sample_bytes() const noexcept { return depth_bits > 8 ? 2 : 1; }
};

/// The header of a coded picture.
struct CodedHeader {
  CodedLayout layout;
  CodedColor color;
  /// Whether the range is stated; otherwise color.full_range is the default of the standard.
  bool states_range = false;
  /// Whether a picture may be smaller than layout.size.
  bool may_be_smaller = false;
  /// How many pictures the decoder may hold at once for this one.
  unsigned pictures_held = 1;
};

struct CodedPicture {
  CodedLayout layout;
  struct Plane {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride_bytes = 0;
  };
  std::array<Plane, 3> planes{};
  std::shared_ptr<const void> owner;  ///< Of the planes.
};

/// A coded picture and its configuration, which must outlive decoding.
struct CodedItem {
  ByteView configuration;  ///< The contents of 'av1C' or 'hvcC'.
  ByteView data;
  unsigned operating_point = 0;  ///< Of a scalable AV1 picture.
};

/// All throw util::Error: corrupt, truncated, unsupported_format, out_of_memory.
CodedHeader read_av1_header(const CodedItem& item);
CodedHeader read_hevc_header(const CodedItem& item);

/// Limits of a picture: one that exceeds them is refused before memory is allocated.
struct CodedLimits {
  Size size;
  unsigned pictures_held = 1;
};
CodedPicture decode_av1(const CodedItem& item, const CodedLimits& limits);
/// Decodes the first picture in the data, of the size in the header.
CodedPicture decode_hevc(const CodedItem& item, const CodedLimits& limits);

}  // namespace resizer::imaging
