#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "model/outcome.hpp"

namespace resizer::model {

enum class Execution : std::uint8_t {
  sequential,  ///< One child process, jobs in the order of the list.
  parallel,    ///< A pool of child processes with a shared queue, largest input first.
};

template <>
std::span<const Name<Execution>> names<Execution>() noexcept;

/// CPU time of all children of a run (getrusage(2)).
struct CpuTime {
  std::chrono::microseconds user{};
  std::chrono::microseconds system{};
  std::chrono::microseconds total() const noexcept { return user + system; }
};

/// The result of running all jobs once.
struct RunResult {
  Execution execution = Execution::sequential;
  unsigned workers = 1;
  /// Workers that could not be started.
  unsigned missing_workers = 0;
  /// From the start of the measurement to the start of this run.
  std::chrono::nanoseconds start{};
  /// From just before the first fork to the last reap (CLOCK_MONOTONIC).
  std::chrono::nanoseconds wall{};
  /// How long the run was stopped by SIGTSTP; part of `wall`.
  std::chrono::nanoseconds suspended{};
  CpuTime cpu;
  /// The largest resident set of any child.
  std::uint64_t peak_worker_bytes = 0;
  /// The memory limit of each child (RLIMIT_DATA); none if there was none.
  std::optional<std::uint64_t> memory_limit_bytes;
  /// outcomes[i] belongs to jobs[i].
  std::vector<JobOutcome> outcomes;
  /// Worker processes that died and were replaced.
  std::size_t replaced_workers = 0;
  /// The signal that ended the run early, if one did.
  std::optional<int> interrupted_by;
  /// A failed image ended the run early (Halt::first).
  bool halted = false;
  /// Every worker died: the rest was not processed.
  bool abandoned = false;

  /// Whether every image was started: only then its times are comparable.
  bool is_complete() const noexcept { return !interrupted_by && !halted && !abandoned; }
};

}  // namespace resizer::model
