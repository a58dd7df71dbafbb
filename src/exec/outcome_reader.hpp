#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "exec/slot.hpp"
#include "model/job.hpp"
#include "model/outcome.hpp"
#include "util/child_process.hpp"
#include "util/clock.hpp"

/// The parent's view of what a worker left. Workers handle hostile files, so nothing in a slot is believed: it is
/// copied once, and what is out of range makes the job Failed{internal}.
namespace resizer::exec {

/// The outcome in a slot whose phase is `committed` (Done, if the outputs are what it says) or `failed` (Failed).
model::OutcomeKind read_outcome(const Slot& slot, SlotPhase phase, const model::Job& job);

/// When a job was claimed, how long it took and how much of that on a CPU, within the bounds of the run.
struct JobTimes {
  std::chrono::nanoseconds start{};
  std::chrono::nanoseconds duration{};
  std::optional<std::chrono::nanoseconds> cpu;
};
/// `ended` is false for a job whose worker died: it ends `now`, its CPU time is unknown.
JobTimes read_times(const Slot& slot, bool ended, util::Clock::time_point run_start, util::Clock::time_point now);

/// What became of the job in hand of a worker that ended so.
model::OutcomeKind kind_of(const util::ProcessEnd& end);

}  // namespace resizer::exec
