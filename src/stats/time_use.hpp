#pragma once

#include <chrono>
#include <optional>

#include "model/run_result.hpp"

namespace resizer::stats {

/// What the workers of a run did with their time, summed over all of them. The parts add up to workers x wall time, to
/// the nanosecond.
struct TimeUse {
  /// From the start of the run to a worker's first claim: fork, and whatever it sets up before.
  std::chrono::nanoseconds start{};
  /// A worker's images, as far as it computed.
  std::chrono::nanoseconds cpu{};
  /// A worker's images, as far as it did not: it waited for a disk, for memory to be paged, or for a free core.
  std::chrono::nanoseconds waiting{};
  /// From the end of a worker's last image to the end of the last image of all; the same for a worker that found none.
  std::chrono::nanoseconds imbalance{};
  /// The rest: between the images of a worker, and from the end of the last image to the last reap.
  std::chrono::nanoseconds supervision{};

  std::chrono::nanoseconds total() const noexcept { return start + cpu + waiting + imbalance + supervision; }
  friend bool operator==(const TimeUse&, const TimeUse&) = default;
};

/// None when the run was interrupted, had no image, or lost a worker: then it is unknown how long some image computed.
std::optional<TimeUse> time_use(const model::RunResult& run);

/// Part by part. The time lost by a pool is what it used more of than the sequential run: the parts of
/// time_use(pool) - time_use(sequential) add up to workers x pool's wall - sequential wall, which is 0 for a speedup of
/// `workers`. A part may be negative: the pool then needed less of it.
TimeUse operator-(const TimeUse& a, const TimeUse& b) noexcept;

}  // namespace resizer::stats
