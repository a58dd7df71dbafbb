#pragma once

#include <string_view>

#include "imaging/codecs/png/file.hpp"

namespace resizer::imaging {

/// Removes the text up to the next zero byte, and that byte, from the front of `data`. Throws util::Error if there is
/// none.
std::string_view take_png_text(ByteView& data);

/// Reads a metadata chunk into `file`, and ignores chunks of other types. Throws util::Error if it is damaged.
void read_png_metadata(const PngChunk& chunk, PngFile& file);

}  // namespace resizer::imaging
