#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

enum class PngFiltering : std::uint8_t {
  none,      ///< For palettes and for flat areas, lines and text.
  adaptive,  ///< For each row, the filter with the least sum of absolute values (PNG 12.8).
};

/// Filters the rows of one image, or of one part of it, from the top down.
class PngFilter {
 public:
  PngFilter(PngFiltering filtering, std::size_t row_bytes, std::size_t pixel_bytes);

  /// The buffer for the next row.
  std::uint8_t* row() noexcept { return current_.data() + pixel_bytes_; }
  /// Appends the filter type and the filtered row to `out`.
  void append(Bytes& out);

 private:
  void append_best(Bytes& out);

  PngFiltering filtering_;
  std::size_t row_bytes_;
  std::size_t pixel_bytes_;
  // Each begins with a zero pixel, left of the row.
  Bytes current_, above_;
  std::array<Bytes, 5> candidates_;
};

}  // namespace resizer::imaging
