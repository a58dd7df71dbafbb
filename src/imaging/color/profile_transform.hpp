#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "imaging/core/bytes.hpp"
#include "imaging/core/pixel_format.hpp"

namespace resizer::imaging {

/// Converts packed pixels between two RGB or two gray profiles: relative colorimetric. Alpha is kept.
class ProfileTransform {
 public:
  /// From full-range samples of 16 bits to such samples, or ones of 8 bits if `to_format` has those. None if a profile
  /// cannot be used, or the format has samples of single precision.
  static std::optional<ProfileTransform> between(ByteView from, ByteView to, const PixelFormat& to_format);

  void apply(const void* pixels, void* converted, std::size_t count) const;

 private:
  struct Delete {
    void operator()(void* transform) const noexcept;
  };
  explicit ProfileTransform(void* transform) : transform_(transform) {}

  std::unique_ptr<void, Delete> transform_;  // lcms2's handles are void pointers
};

}  // namespace resizer::imaging
