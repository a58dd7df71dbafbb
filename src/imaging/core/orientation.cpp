#include "imaging/core/orientation.hpp"

#include <utility>

namespace resizer::imaging {

Orientation orientation_from_exif(int exif_orientation) noexcept {
  switch (exif_orientation) {
    case 2:
      return {.flip_x = true, .flip_y = false, .transpose = false};
    case 3:
      return {.flip_x = true, .flip_y = true, .transpose = false};
    case 4:
      return {.flip_x = false, .flip_y = true, .transpose = false};
    case 5:
      return {.flip_x = false, .flip_y = false, .transpose = true};
    case 6:
      return {.flip_x = false, .flip_y = true, .transpose = true};
    case 7:
      return {.flip_x = true, .flip_y = true, .transpose = true};
    case 8:
      return {.flip_x = true, .flip_y = false, .transpose = true};
    default:
      return {};
  }
}

Size oriented(Size size, Orientation orientation) noexcept {
  if (orientation.transpose) std::swap(size.width_px, size.height_px);
  return size;
}

}  // namespace resizer::imaging
