#pragma once

#include <chrono>
#include <optional>
#include <vector>

namespace resizer::bench {

/// How fast a CPU was by itself, relative to the fastest one.
struct CpuSpeed {
  unsigned cpu = 0;
  double computing = 1;
  std::optional<double> streaming;  ///< None if it was not measured.
};

/// How many times as much as the fastest CPU alone several CPUs did together.
struct Together {
  unsigned cpus = 1;
  double computing = 1;
  std::optional<double> streaming;  ///< None if it was not measured.
};

/// What the cores can do alone and together: with a loop that computes within the first-level cache, and with one that
/// streams memory.
struct Calibration {
  std::chrono::nanoseconds duration{};
  std::vector<CpuSpeed> alone;     ///< Of a few CPUs, on machines with many.
  std::vector<Together> together;  ///< Ascending.
  /// What both threads of a core computed, relative to one of them alone; none without such a core.
  std::optional<double> both_threads;
  /// Of the time of the cores meanwhile that other programs took, so that the cores shared caches, clock and threads
  /// with them.
  double others_share = 0;

  bool was_busy() const noexcept { return others_share > 0.05; }
};

}  // namespace resizer::bench
