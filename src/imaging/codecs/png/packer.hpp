#pragma once

#include <optional>

#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/palette.hpp"

namespace resizer::imaging {

/// Packs an image's planes into rows of the smallest PNG color type and depth that hold it without loss: a palette
/// for few colors, less than 8 bits for few levels of gray. Gray stays gray, and alpha stays alpha.
class PngPacker {
 public:
  explicit PngPacker(const Image& image);

  const PngHeader& header() const noexcept { return header_; }
  /// Null if the image has none.
  const PngPalette* palette() const noexcept { return palette_ ? &*palette_ : nullptr; }
  std::size_t row_bytes() const noexcept { return header_.row_bytes(header_.size.width_px); }
  /// The distance that filters look to the left.
  std::size_t pixel_bytes() const noexcept;
  /// Writes row_bytes() bytes.
  void pack_row(std::uint32_t y, std::uint8_t* packed);

 private:
  const Image& image_;
  PngHeader header_;
  std::optional<PngPalette> palette_;
  Bytes samples_;  // one row of indexes or gray levels before they are packed to less than a byte
};

}  // namespace resizer::imaging
