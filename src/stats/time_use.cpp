#include "stats/time_use.hpp"

#include <algorithm>
#include <vector>

namespace resizer::stats {
namespace {

using std::chrono::nanoseconds;

/// The images of one worker.
struct Lane {
  std::optional<nanoseconds> first_claim;
  nanoseconds last_end{};
  nanoseconds busy{};
};

void add(const model::JobOutcome& outcome, Lane& lane) {
  lane.first_claim = std::min(lane.first_claim.value_or(outcome.start), outcome.start);
  lane.last_end = std::max(lane.last_end, outcome.start + outcome.duration);
  lane.busy += outcome.duration;
}

/// The CPU time and the waits of an image.
void add(const model::JobOutcome& outcome, TimeUse& use) {
  use.cpu += *outcome.cpu;
  if (!outcome.waits) {
    use.other_wait += outcome.duration - *outcome.cpu;
    return;
  }
  use.core_wait += outcome.waits->core;
  use.memory_wait += outcome.waits->memory;
  use.disk_wait += outcome.waits->disk;
  use.page_wait += outcome.waits->pages;
  use.stolen += outcome.waits->stolen;
}

/// The rest of a worker's time.
void add(const Lane& lane, nanoseconds last_end_of_all, nanoseconds wall, TimeUse& use) {
  use.imbalance += last_end_of_all - lane.last_end;
  use.supervision += wall - last_end_of_all;
  if (!lane.first_claim) return;
  use.start += *lane.first_claim;
  use.supervision += lane.last_end - *lane.first_claim - lane.busy;
}

}  // namespace

std::optional<TimeUse> time_use(const model::RunResult& run) {
  if (!run.is_complete() || run.outcomes.empty()) return std::nullopt;
  TimeUse use;
  std::vector<Lane> lanes(run.workers);
  for (const model::JobOutcome& outcome : run.outcomes) {
    if (!outcome.worker || *outcome.worker >= lanes.size() || !outcome.cpu) return std::nullopt;
    add(outcome, lanes[*outcome.worker]);
    add(outcome, use);
  }
  const nanoseconds last_end = std::ranges::max_element(lanes, {}, &Lane::last_end)->last_end;
  for (const Lane& lane : lanes) add(lane, last_end, run.wall, use);
  return use;
}

TimeUse operator-(const TimeUse& a, const TimeUse& b) noexcept {
  return {.start = a.start - b.start,
          .cpu = a.cpu - b.cpu,
          .core_wait = a.core_wait - b.core_wait,
          .memory_wait = a.memory_wait - b.memory_wait,
          .disk_wait = a.disk_wait - b.disk_wait,
          .page_wait = a.page_wait - b.page_wait,
          .stolen = a.stolen - b.stolen,
          .other_wait = a.other_wait - b.other_wait,
          .imbalance = a.imbalance - b.imbalance,
          .supervision = a.supervision - b.supervision};
}

}  // namespace resizer::stats
