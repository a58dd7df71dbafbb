#pragma once

#include <cstdint>

#include "imaging/codecs/tiff/file.hpp"
#include "imaging/core/damage.hpp"

namespace resizer::imaging {

/// Reads images that need the general RGB conversion of libtiff. Throws util::Error.
class TiffRgba {
 public:
  TiffRgba(const TiffSource& file, const Damage& damage);
  TiffRgba(const TiffRgba&) = delete;
  TiffRgba& operator=(const TiffRgba&) = delete;
  ~TiffRgba() { TIFFRGBAImageEnd(&image_); }

  /// Rows from `y` on as libtiff packs them, R in the low bits.
  bool get(std::uint32_t* pixels, std::uint32_t y, std::uint32_t row_count);

 private:
  TIFFRGBAImage image_{};
};

}  // namespace resizer::imaging
