#pragma once

#include <optional>
#include <span>

#include "bench/measurements.hpp"
#include "model/job.hpp"
#include "util/signals.hpp"

namespace resizer::bench {

/// Reads every input once, so that it is in the file cache if it fits. Skips inputs that cannot be read, which the
/// worker will report, and those above the size limit. Stops when a signal is pending.
void warm_file_cache(std::span<const model::Job> jobs, const util::SignalGuard& signals);

/// Asks the system to drop every input from its file cache (posix_fadvise(2), POSIX_FADV_DONTNEED), after writing to
/// disk what still has to be. Some may stay: all of a file system in memory, and what another process has mapped.
/// Returns what stayed, by mincore(2); none if that is unknown, as for other users' files that we may not write.
std::optional<CachedInputs> drop_file_cache(std::span<const model::Job> jobs);

}  // namespace resizer::bench
