#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "resizer/model/run_result.hpp"

namespace resizer::bench {

/// What the file cache of the system held of the inputs before the first run.
enum class FileCache : std::uint8_t {
  as_found,  ///< Nothing was done about it.
  warmed,    ///< Every input was read once.
};

/// All runs of one contender.
struct Series {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  /// runs[k] belongs to round k. Empty only when the measurement was interrupted before its first run.
  std::vector<model::RunResult> runs;
};

/// Everything that was measured; one series a contender, in the order they were given.
struct Measurements {
  FileCache file_cache = FileCache::as_found;
  std::vector<Series> series;
};

/// The signal that ended the measurement early, if one did.
std::optional<int> interrupted_by(const Measurements& measurements) noexcept;

}  // namespace resizer::bench
