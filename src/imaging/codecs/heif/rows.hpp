#pragma once

#include <cstdint>
#include <vector>

#include "imaging/codecs/heif/image_item.hpp"

namespace resizer::imaging {

/// An image's rows, decoded one row of tiles at a time.
class HeifRows {
 public:
  /// Both outlive this.
  HeifRows(const HeifItems& items, const ImageItem& image) : items_(items), image_(image) {}

  /// Decodes the tiles of luma row `y`, if not done yet. Rows above these tiles become invalid.
  void provide(std::uint32_t y);

  /// Copies samples of a decoded row, in the coordinates of the plane.
  struct Span {
    unsigned plane = 0;
    std::uint32_t y = 0;
    std::uint32_t x = 0;
    std::uint32_t width = 0;
  };
  void copy(const Span& span, std::uint8_t* target) const;

 private:
  const HeifItems& items_;
  const ImageItem& image_;
  std::vector<CodedPicture> tiles_;
  std::uint32_t first_row_ = 0;
};

}  // namespace resizer::imaging
