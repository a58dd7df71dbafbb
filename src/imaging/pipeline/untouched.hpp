#pragma once

#include "imaging/pipeline/open.hpp"

namespace resizer::imaging {

/// Whether an output is the input's file as it is: its picture is not to be enlarged, and nothing else would change, be
/// it format, colors, orientation or quality, nor would metadata be lost. Call when all of the picture is decoded: a
/// file that there is anything to warn of is written anew. `kept` is what the output may carry of the metadata.
bool stays_untouched(const OpenedImage& image, const OutputPlan& output, const Metadata& kept,
                     const model::ResizeOptions& options);

}  // namespace resizer::imaging
