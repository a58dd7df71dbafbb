#pragma once

#include <filesystem>

namespace resizer::test {

/// Writes a TIFF of 1200 x 800 pixels with a palette of 32 colors: rings. Resampling blends them into more than any
/// palette holds.
void write_palette_tiff(const std::filesystem::path& path);

}  // namespace resizer::test
