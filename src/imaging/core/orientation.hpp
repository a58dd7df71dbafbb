#pragma once

#include "imaging/core/size.hpp"

namespace resizer::imaging {

/// How to turn stored pixels upright: flips along the stored axes, then a transposition.
struct Orientation {
  bool flip_x = false;
  bool flip_y = false;
  bool transpose = false;
  friend constexpr bool operator==(Orientation, Orientation) = default;
};

/// From an EXIF orientation (Exif 2.3, 4.6.4 A); the identity for values outside 1 to 8.
Orientation orientation_from_exif(int exif_orientation) noexcept;

/// `size` after applying the orientation.
Size oriented(Size size, Orientation orientation) noexcept;

}  // namespace resizer::imaging
