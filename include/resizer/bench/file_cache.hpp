#pragma once

#include <span>

#include "resizer/model/job.hpp"

namespace resizer::bench {

/// Reads every input once, so that the system holds it in its file cache if it fits. What cannot be read is passed
/// over: the worker will tell why.
void warm_file_cache(std::span<const model::Job> jobs);

}  // namespace resizer::bench
