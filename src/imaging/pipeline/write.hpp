#pragma once

#include <filesystem>

#include "imaging/pipeline/open.hpp"
#include "imaging/pipeline/workspace.hpp"

namespace resizer::imaging {

/// One of a picture's outputs, and the file to be made.
struct OutputTarget {
  const OutputPlan& plan;
  const std::filesystem::path& path;
};

/// Finishes a resampled picture, encodes it unless its file stays as it is, writes it, and notes in `report` what
/// became of it. Throws util::Error.
void write_output(Image resampled, const OpenedPicture& picture, const OutputTarget& target,
                  const model::ResizeOptions& options, Workspace& workspace, model::JobReport& report);

}  // namespace resizer::imaging
