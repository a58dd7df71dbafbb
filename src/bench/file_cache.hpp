#pragma once

#include <span>

#include "model/job.hpp"
#include "util/signals.hpp"

namespace resizer::bench {

/// Reads every input once, so that the system holds it in its file cache if it fits. What cannot be read is passed
/// over: the worker will tell why. So is what is too large to be read at all. Stops as soon as a signal waits.
void warm_file_cache(std::span<const model::Job> jobs, const util::SignalGuard& signals);

/// Asks the system to drop every input from its file cache (posix_fadvise(2), POSIX_FADV_DONTNEED). It cannot where the
/// file system is itself memory, and need not where another process has the file mapped.
void drop_file_cache(std::span<const model::Job> jobs);

}  // namespace resizer::bench
