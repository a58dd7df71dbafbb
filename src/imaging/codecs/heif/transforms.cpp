#include "imaging/codecs/heif/transforms.hpp"

#include <cmath>
#include <utility>

namespace resizer::imaging {

void HeifTransforms::apply(const Box& property) {
  Cursor cursor(property.body);
  if (property.type == fourcc("irot")) {
    for (unsigned quarters = cursor.u8() & 3U; quarters > 0; --quarters) rotate_left();
  } else if (property.type == fourcc("imir")) {
    mirror((cursor.u8() & 1U) != 0);
  } else if (property.type == fourcc("clap")) {
    crop(property.body);
  }
}

int HeifTransforms::exif_orientation() const noexcept {
  constexpr int kOrientations = 8;
  for (int orientation = 1; orientation < kOrientations; ++orientation) {
    if (orientation_from_exif(orientation) == turn_) return orientation;
  }
  return kOrientations;
}

/// A transposition, after which top and bottom change places.
void HeifTransforms::rotate_left() noexcept {
  turn_.transpose = !turn_.transpose;
  mirror(false);
}

/// Flips precede the transposition, after which left and right are the stored top and bottom.
void HeifTransforms::mirror(bool left_and_right) noexcept {
  bool& flip = left_and_right != turn_.transpose ? turn_.flip_x : turn_.flip_y;
  flip = !flip;
}

void HeifTransforms::crop(ByteView body) {
  Cursor cursor(body);
  const auto ratio = [&](bool is_signed) {
    const std::uint32_t bits = cursor.u32();
    const double numerator = is_signed ? static_cast<double>(static_cast<std::int32_t>(bits)) : bits;
    return numerator / cursor.u32();
  };
  double width = std::round(ratio(false));
  double height = std::round(ratio(false));
  double left = ratio(true);  // of the centers
  double top = ratio(true);
  if (turn_.transpose) {
    std::swap(width, height);
    std::swap(left, top);
  }
  left = std::floor((turn_.flip_x ? -left : left) + (shown_.width_px - width) / 2);
  top = std::floor((turn_.flip_y ? -top : top) + (shown_.height_px - height) / 2);
  const bool is_inside = width >= 1 && height >= 1 && left >= 0 && top >= 0 && left + width <= shown_.width_px &&
                         top + height <= shown_.height_px;
  if (!is_inside) {  // also NaN
    is_broken_ = true;
    return;
  }
  shown_ = {shown_.left_px + static_cast<std::uint32_t>(left), shown_.top_px + static_cast<std::uint32_t>(top),
            static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

}  // namespace resizer::imaging
