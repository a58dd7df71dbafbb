#pragma once

#include <chrono>
#include <optional>

#include "model/run_result.hpp"

namespace resizer::stats {

/// How the workers of a run used their time, summed. The parts add up to exactly workers x wall time.
struct TimeUse {
  /// From the start of the run to a worker's first claim: fork and setup.
  std::chrono::nanoseconds start{};
  /// CPU time of a worker during its images.
  std::chrono::nanoseconds cpu{};
  /// The rest of a worker's images, by model::Waits.
  std::chrono::nanoseconds core_wait{};
  std::chrono::nanoseconds memory_wait{};
  std::chrono::nanoseconds disk_wait{};
  std::chrono::nanoseconds page_wait{};
  std::chrono::nanoseconds stolen{};
  /// Of images whose waits are unknown.
  std::chrono::nanoseconds other_wait{};
  /// From the end of a worker's last image, if it had any, to the end of the last image of all.
  std::chrono::nanoseconds imbalance{};
  /// The rest: between the images of a worker, and from the end of the last image to the last reap.
  std::chrono::nanoseconds supervision{};

  std::chrono::nanoseconds waiting() const noexcept {
    return core_wait + memory_wait + disk_wait + page_wait + stolen + other_wait;
  }
  std::chrono::nanoseconds total() const noexcept { return start + cpu + waiting() + imbalance + supervision; }
  friend bool operator==(const TimeUse&, const TimeUse&) = default;
};

/// None if the run was interrupted, had no image, or lost a worker: then the CPU time of some image is unknown.
std::optional<TimeUse> time_use(const model::RunResult& run);

/// Part by part. time_use(pool) - time_use(sequential) is the time lost by a pool. Its parts add up to workers x pool's
/// wall time - sequential wall time, which is 0 for a speedup of `workers`. A part is negative if the pool needed less.
TimeUse operator-(const TimeUse& a, const TimeUse& b) noexcept;

}  // namespace resizer::stats
