#pragma once

#include <cstddef>
#include <span>

#include "imaging/core/bytes.hpp"
#include "imaging/core/image.hpp"
#include "imaging/core/row_buffers.hpp"

/// Converts between rows of interleaved pixels, as most libraries use, and planes. Samples have the size of the format
/// (1, 2 or 4 bytes) and native byte order; no plane is subsampled.
namespace resizer::imaging {

/// Splits `width_px` interleaved pixels of format.planes() channels into row `y` of the planes.
void split_row(ByteView packed, const PixelFormat& format, std::size_t width_px, const RowBuffers& rows, std::size_t y);

/// Interleaves row `y` of the image's planes into `packed`, which must have room for the row.
void join_row(const Image& image, std::size_t y, std::span<std::uint8_t> packed);

}  // namespace resizer::imaging
