#pragma once

#include <span>

#include "model/job.hpp"
#include "util/signals.hpp"

namespace resizer::bench {

/// Reads every input once, so that it is in the file cache if it fits. Skips inputs that cannot be read, which the
/// worker will report, and those above the size limit. Stops when a signal is pending.
void warm_file_cache(std::span<const model::Job> jobs, const util::SignalGuard& signals);

/// Asks the system to drop every input from its file cache (posix_fadvise(2), POSIX_FADV_DONTNEED). It may keep
/// them on a file system in memory, or while another process has the file mapped.
void drop_file_cache(std::span<const model::Job> jobs);

}  // namespace resizer::bench
