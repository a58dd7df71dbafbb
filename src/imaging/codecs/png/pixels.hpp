#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "imaging/codecs/png/file.hpp"

namespace resizer::imaging {

/// The pixel format of the decoded planes: 1 to 8 bits become u8, 16 bits u16, a palette RGB.
PixelFormat png_pixel_format(const PngFile& file) noexcept;

/// Converts unfiltered rows of a PNG into rows of planes.
class PngPixels {
 public:
  explicit PngPixels(const PngFile& file);

  /// Unpacks pixels of 1, 2 or 4 bits to one byte each; copies larger ones.
  void unpack(const std::uint8_t* row, std::size_t width_px, std::uint8_t* unpacked) const noexcept;
  /// Whether unpack() changes anything.
  bool needs_unpacking() const noexcept { return file_.header.bit_depth < 8; }
  std::size_t unpacked_pixel_bytes() const noexcept;

  /// Converts an unpacked row into row `y` of the planes.
  void convert(const std::uint8_t* unpacked, std::size_t width_px, const RowBuffers& rows, std::size_t y) const;

 private:
  using PlanePointers = std::array<std::uint8_t*, kMaxPlanes>;
  void look_up(const std::uint8_t* indexes, std::size_t width_px, const PlanePointers& planes) const noexcept;
  void mark_transparent(std::size_t width_px, const PlanePointers& planes) const noexcept;

  const PngFile& file_;
  PixelFormat format_;
  PixelFormat packed_format_;  // without alpha from tRNS
  /// For each plane, a lookup table for bytes of an unpacked row: palette entries, or gray levels below 8 bits.
  std::array<std::array<std::uint8_t, 256>, 4> tables_{};
  bool has_tables_ = false;
};

}  // namespace resizer::imaging
