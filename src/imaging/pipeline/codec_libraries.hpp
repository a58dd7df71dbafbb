#pragma once

#include <span>

#include "model/job.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// Loads the libraries that these inputs and their outputs need, so that workers forked later have them: in a sandbox
/// they cannot load any. It reads the first bytes of the files if they are few; of many that takes longer than loading
/// all libraries. If one cannot be loaded, the images that need it fail.
void load_codec_libraries(std::span<const model::Job> jobs, const model::ResizeOptions& options);

/// Loads all of them.
void load_codec_libraries();

}  // namespace resizer::imaging
