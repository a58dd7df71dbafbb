#pragma once

#include "imaging/pipeline/open.hpp"

namespace resizer::imaging {

/// Whether an output is a copy of the input file: the image would not be enlarged, nothing else would change, such as
/// format, colors, orientation or quality, and no metadata is dropped. Call it after decoding: files with warnings are
/// re-encoded. `kept` is the metadata that the output may have.
bool stays_untouched(const OpenedImage& image, const OutputPlan& output, const Metadata& kept,
                     const model::ResizeOptions& options);

}  // namespace resizer::imaging
