#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "machine/cpu_use.hpp"
#include "machine/events.hpp"
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

/// Neighbors are merged rather than keeping more of a long run.
inline constexpr std::size_t kMostLoads = 240;

/// What of the inputs was in the file cache.
struct CachedInputs {
  std::uint64_t bytes = 0;         ///< Of all inputs for which it is known.
  std::uint64_t cached_bytes = 0;  ///< Of these, in the cache.
  double share() const noexcept {
    return bytes > 0 ? static_cast<double>(cached_bytes) / static_cast<double>(bytes) : 0;
  }
};

/// Something that happened during a run.
struct TimedEvent {
  std::chrono::nanoseconds at{};  ///< From the start of the run to when it was noticed; 0 if it was before.
  machine::Event event;
};

/// What the cores did up to a moment of a run, since the moment before.
struct LoadAt {
  std::chrono::nanoseconds at{};  ///< From the start of the run.
  machine::CoreLoad load;
};

/// How the machine was during a run. None means unknown.
struct RunConditions {
  /// Just before, with a cold cache.
  std::optional<CachedInputs> cached_inputs;
  std::optional<machine::CpuUse> cpu_use;
  /// Since the end of the run before, in order.
  std::vector<TimedEvent> events{};
  /// In order; at most kMostLoads.
  std::vector<LoadAt> loads{};
  /// What the processors, or the whole machine, used during the run.
  std::optional<double> energy_joules{};
};

/// A run of another program, as its own report gives it.
struct OtherRun {
  std::chrono::nanoseconds wall{};  ///< As RunResult::wall.
  std::chrono::nanoseconds cpu{};   ///< User and system time of its workers.
  std::size_t failed = 0;           ///< Images that failed.
};

/// All measured runs of one configuration.
struct Series {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  /// runs[k] belongs to round k of those that count. There are fewer than requested only if a signal, or a failure with
  /// Halt::first, ended the measurement; the incomplete run is the last one, even if it was a warm-up.
  std::vector<model::RunResult> runs;
  /// conditions[k] belongs to runs[k]; empty if nothing was observed.
  std::vector<RunConditions> conditions{};
  /// Those of the other program in the same rounds, if there is one.
  std::vector<OtherRun> other_runs{};
};

/// Why no more rounds were measured, where their number follows from what was measured.
enum class RoundsEnd : std::uint8_t {
  precise,      ///< The intervals are narrow enough.
  most_rounds,  ///< They are not, after kMostAutoRounds.
  time_limit,   ///< kAutoRoundsTimeLimit has passed.
};

inline constexpr unsigned kFewestAutoRounds = 6;  ///< Below, there is no 95 % interval.
inline constexpr unsigned kMostAutoRounds = 50;   ///< Up to here, intervals of ratios are exact.
/// After this time no round starts, beyond the fewest.
inline constexpr std::chrono::minutes kAutoRoundsTimeLimit{10};

/// All measurements, one series per configuration, in order.
struct Measurements {
  FileCache file_cache = FileCache::as_found;
  std::vector<Series> series;
  /// The signal that came during a run of the other program, if one did.
  std::optional<int> interrupted_beside{};
  /// Rounds at the start that were slower than all others and are in no series.
  std::size_t found_warmup_rounds = 0;
  /// None with a given number of rounds, and if the measurement ended early.
  std::optional<RoundsEnd> rounds_end{};
};

/// The rounds of the series: of the one with most runs.
std::size_t count_rounds(const Measurements& measurements) noexcept;

/// Whether every run that was started is complete, and no signal came beside.
bool is_complete(const Measurements& measurements) noexcept;

/// The signal that ended the measurement early, if one did.
std::optional<int> interrupted_by(const Measurements& measurements) noexcept;

}  // namespace resizer::bench
