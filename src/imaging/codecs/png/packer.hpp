#pragma once

#include <optional>

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/palette.hpp"

namespace resizer::imaging {

/// Packs the planes of an image into rows of the smallest lossless PNG color type and depth: a palette for few colors,
/// fewer than 8 bits for few gray levels. Gray and alpha are kept.
class PngPacker {
 public:
  explicit PngPacker(const Image& image);

  const PngHeader& header() const noexcept { return header_; }
  /// Null if there is none.
  const PngPalette* palette() const noexcept { return palette_ ? &*palette_ : nullptr; }
  std::size_t row_bytes() const noexcept { return header_.row_bytes(header_.size.width_px); }
  /// The distance of the left pixel in filters.
  std::size_t pixel_bytes() const noexcept;
  /// Writes row_bytes() bytes.
  void pack_row(std::uint32_t y, std::uint8_t* packed);

 private:
  const Image& image_;
  PngHeader header_;
  std::optional<PngPalette> palette_;
  Bytes samples_;  // one row of indexes or gray levels before packing
};

}  // namespace resizer::imaging
