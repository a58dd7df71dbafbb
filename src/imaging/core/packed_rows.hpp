#pragma once

#include <cstddef>
#include <span>

#include "imaging/core/bytes.hpp"
#include "imaging/core/image.hpp"
#include "imaging/core/row_buffers.hpp"

/// Between rows of interleaved pixels, as most libraries want them, and planes. Samples have the size that the format
/// says (1, 2 or 4 bytes) and the byte order of this machine; all planes have full size.
namespace resizer::imaging {

/// Takes `width_px` interleaved pixels of format.planes() channels apart into row `y` of the planes.
void split_row(ByteView packed, const PixelFormat& format, std::size_t width_px, const RowBuffers& rows, std::size_t y);

/// Puts row `y` of the image's planes together into interleaved pixels. `packed` must have room for the row.
void join_row(const Image& image, std::size_t y, std::span<std::uint8_t> packed);

}  // namespace resizer::imaging
