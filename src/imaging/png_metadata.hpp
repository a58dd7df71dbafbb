#pragma once

#include "imaging/png_file.hpp"

namespace resizer::imaging {

/// Takes what a chunk carries beside pixels and their colours into `file`; does nothing for a chunk of another kind.
/// Throws util::Error for a damaged one.
void read_png_metadata(const PngChunk& chunk, PngFile& file);

}  // namespace resizer::imaging
