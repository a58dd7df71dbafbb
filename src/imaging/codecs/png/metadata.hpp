#pragma once

#include <string_view>

#include "imaging/codecs/png/file.hpp"

namespace resizer::imaging {

/// Takes the text up to the next zero byte, and that, from the front of `data`. Throws util::Error if there is none.
std::string_view take_png_text(ByteView& data);

/// Takes what a chunk carries beside pixels and their colors into `file`; does nothing for a chunk of another kind.
/// Throws util::Error for a damaged one.
void read_png_metadata(const PngChunk& chunk, PngFile& file);

}  // namespace resizer::imaging
