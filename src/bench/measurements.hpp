#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/run_result.hpp"

namespace resizer::bench {

/// How the file cache was prepared.
enum class FileCache : std::uint8_t {
  as_found,  ///< Nothing.
  warmed,    ///< Every input was read once before the first run.
  dropped,   ///< The system was asked to drop every input before every run.
};

/// One way of processing all jobs.
struct Configuration {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  friend bool operator==(const Configuration&, const Configuration&) = default;
};

/// All measured runs of one configuration.
struct Series {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  /// runs[k] belongs to round k. There are fewer than requested only if a signal, or a failure with Halt::first, ended
  /// the measurement; the incomplete run is the last one, even if it was a warm-up.
  std::vector<model::RunResult> runs;
};

/// All measurements, one series per configuration, in order.
struct Measurements {
  FileCache file_cache = FileCache::as_found;
  std::vector<Series> series;
};

/// Whether every run that was started is complete.
bool is_complete(const Measurements& measurements) noexcept;

/// The signal that ended the measurement early, if one did.
std::optional<int> interrupted_by(const Measurements& measurements) noexcept;

}  // namespace resizer::bench
