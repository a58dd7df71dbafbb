#pragma once

#include <cstdint>

#include "imaging/codecs/heif/items.hpp"
#include "imaging/core/orientation.hpp"

namespace resizer::imaging {

/// Applies transformative properties (ISO/IEC 23008-12, 6.5.9, 6.5.10, 6.5.12) in order, to determine the displayed
/// part and orientation of a coded picture.
class HeifTransforms {
 public:
  explicit HeifTransforms(Size coded) noexcept : shown_{0, 0, coded.width_px, coded.height_px} {}

  /// Ignores other properties.
  void apply(const Box& property);

  struct Rectangle {
    std::uint32_t left_px = 0;
    std::uint32_t top_px = 0;
    std::uint32_t width_px = 0;
    std::uint32_t height_px = 0;
  };
  const Rectangle& shown() const noexcept { return shown_; }
  int exif_orientation() const noexcept;
  /// A crop outside the image was ignored.
  bool is_broken() const noexcept { return is_broken_; }

 private:
  void rotate_left() noexcept;
  void mirror(bool left_and_right) noexcept;
  void crop(ByteView body);

  Rectangle shown_;
  Orientation turn_;
  bool is_broken_ = false;
};

}  // namespace resizer::imaging
