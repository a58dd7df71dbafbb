#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>

#include "exec/job_slot.hpp"
#include "model/job.hpp"
#include "model/outcome.hpp"
#include "util/child_process.hpp"
#include "util/clock.hpp"

/// How the parent reads job slots. Workers handle hostile files, so a slot is not trusted: it is copied once, and any
/// value that is out of range makes the job Failed{internal}.
namespace resizer::exec {

/// What a worker left of one job.
struct Traces {
  const JobSlot& slot;
  std::span<const model::OutputFacts> outputs;  ///< At least as many as the job has.
};

/// The outcome in a slot whose phase is `committed` (Done, if the outputs are what it says) or `failed` (Failed).
model::OutcomeKind read_outcome(const Traces& traces, SlotPhase phase, const model::Job& job);

/// When a job was claimed, its duration, CPU time and waits, clamped to the bounds of the run; counts and clock, unless
/// they are absurd.
struct JobTimes {
  std::chrono::nanoseconds start{};
  std::chrono::nanoseconds duration{};
  std::optional<std::chrono::nanoseconds> cpu{};
  std::optional<model::Waits> waits{};
  std::optional<model::WorkCounts> counts{};
  std::optional<double> clock_mhz{};
};
/// `ended` is false if the worker died: the job then ends `now`, and all but that is unknown.
JobTimes read_times(const JobSlot& slot, bool ended, util::Clock::time_point run_start, util::Clock::time_point now);

/// The outcome of the job that a worker had in hand when it ended.
model::OutcomeKind kind_of(const util::ProcessEnd& end);

}  // namespace resizer::exec
