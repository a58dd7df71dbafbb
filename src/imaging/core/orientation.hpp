#pragma once

#include "imaging/core/size.hpp"

namespace resizer::imaging {

/// How stored pixels become upright ones: first the flips, along the stored axes, then the transposition.
struct Orientation {
  bool flip_x = false;
  bool flip_y = false;
  bool transpose = false;
  friend constexpr bool operator==(Orientation, Orientation) = default;
};

/// What an EXIF orientation (Exif 2.3, 4.6.4 A) asks for; nothing for values outside 1 to 8.
Orientation orientation_from_exif(int exif_orientation) noexcept;

/// `size` as it is once the orientation is applied.
Size oriented(Size size, Orientation orientation) noexcept;

}  // namespace resizer::imaging
