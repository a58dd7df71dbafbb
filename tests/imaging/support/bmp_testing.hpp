#pragma once

#include <array>
#include <functional>

#include "imaging/core/bytes.hpp"
#include "imaging/core/size.hpp"

/// BMP files, which the project only reads.
namespace resizer::imaging::testing_support {

struct StoredBmp {
  Size size{};
  std::uint32_t header_bytes = 40;
  unsigned pixel_bits = 24;
  std::uint32_t compression = 0;  ///< 1 and 2: run lengths; 3 and 6: masks.
  std::array<std::uint32_t, 4> masks{};
  bool top_down = false;
  Bytes palette{};  ///< Blue, green and red of each color; a fourth byte is added where the header has one.
  std::uint32_t pixels_per_meter_x = 0;
  std::uint32_t pixels_per_meter_y = 0;
  Bytes icc{};  ///< With a header of 124 bytes.
};

/// `pixel` is asked for each pixel: an index, or the bits of its channels.
Bytes make_bmp(const StoredBmp& stored, const std::function<std::uint32_t(std::uint32_t x, std::uint32_t y)>& pixel);

/// The file with other coded pixels.
Bytes with_coded_pixels(Bytes file, const Bytes& coded);

}  // namespace resizer::imaging::testing_support
