#include "exec/outcome_tracker.hpp"

#include <optional>
#include <utility>

#include "exec/outcome_reader.hpp"
#include "util/error.hpp"

namespace resizer::exec {

OutcomeTracker::OutcomeTracker(std::span<const model::Job> jobs, const SharedState& shared, const Staging& staging,
                               TrackerOptions options, RunObserver& observer)
    : jobs_(jobs),
      shared_(shared),
      staging_(staging),
      options_(options),
      observer_(observer),
      outcomes_(jobs.size()),
      is_settled_(jobs.size(), false) {}

std::optional<std::uint32_t> OutcomeTracker::collect(std::size_t job_index) {
  if (!is_open(job_index)) return std::nullopt;
  const SlotState state = shared_.load_state(job_index);
  settle_by_slot(job_index, state);
  return is_open(job_index) || state.worker >= options_.workers ? std::nullopt : std::optional(state.worker);
}

void OutcomeTracker::collect_from(std::uint32_t dead_worker, const std::optional<model::OutcomeKind>& lost) {
  // If the worker lied about its job, collect_from_all() settles it.
  const std::size_t job_index = shared_.mailbox(dead_worker).job();
  if (!is_open(job_index)) return;
  const SlotState state = shared_.load_state(job_index);
  if (state.worker == dead_worker) recover(job_index, state, lost);
}

void OutcomeTracker::collect_from_all(const model::OutcomeKind& lost) {
  for (const std::size_t job_index : unsettled()) recover(job_index, shared_.load_state(job_index), lost);
}

void OutcomeTracker::settle_rest(const model::OutcomeKind& left) {
  for (const std::size_t job_index : unsettled()) {
    const auto last = to_retry_.find(job_index);
    model::JobOutcome never_begun;
    never_begun.kind = left;
    settle(job_index, last == to_retry_.end() ? never_begun : last->second);
  }
}

std::vector<std::size_t> OutcomeTracker::unsettled() const {
  std::vector<std::size_t> open;
  for (std::size_t job_index = first_open_; job_index < jobs_.size(); ++job_index) {
    if (!is_settled_[job_index]) open.push_back(job_index);
  }
  return open;
}

void OutcomeTracker::settle_by_slot(std::size_t job_index, SlotState state) {
  if (state.phase != SlotPhase::committed && state.phase != SlotPhase::failed) return;
  model::OutcomeKind reported =
      read_outcome({shared_.job_slot(job_index), shared_.output_facts(job_index)}, state.phase, jobs_[job_index]);
  settle(job_index, outcome_of(job_index, state, publish_if_done(job_index, std::move(reported))));
}

void OutcomeTracker::recover(std::size_t job_index, SlotState state, const std::optional<model::OutcomeKind>& lost) {
  if (state.phase == SlotPhase::free) return;
  if (state.phase != SlotPhase::claimed) return settle_by_slot(job_index, state);
  remove_temps_of(job_index);
  if (lost) {
    lose(job_index, state, *lost);
  } else {
    reopen(job_index);
  }
}

void OutcomeTracker::lose(std::size_t job_index, SlotState state, const model::OutcomeKind& lost) {
  model::JobOutcome outcome = outcome_of(job_index, state, lost);
  if (!outcome.failed() || outcome.attempts > options_.retries) return settle(job_index, std::move(outcome));
  to_retry_[job_index] = std::move(outcome);
  ++attempts_;
  reopen(job_index);
}

/// The next round offers it again.
void OutcomeTracker::reopen(std::size_t job_index) const {
  shared_.store_state(job_index, {});
}

model::OutcomeKind OutcomeTracker::publish_if_done(std::size_t job_index, model::OutcomeKind reported) const {
  const auto* done = std::get_if<model::Done>(&reported);
  if (done == nullptr) return reported;
  try {
    publish(staging_.temp_paths(jobs_[job_index], job_index), jobs_[job_index], done->report, options_.dates);
    return reported;
  } catch (const util::Error& error) {
    remove_temps_of(job_index);
    return model::Failed{error.code(), error.what()};
  }
}

void OutcomeTracker::remove_temps_of(std::size_t job_index) const try {
  remove_temps(staging_.temp_paths(jobs_[job_index], job_index));
} catch (const util::Error&) {
  return;  // There is no staging folder.
}

model::JobOutcome OutcomeTracker::outcome_of(std::size_t job_index, SlotState state, model::OutcomeKind kind) const {
  const bool ended = state.phase == SlotPhase::committed || state.phase == SlotPhase::failed;
  const JobTimes times = read_times(shared_.job_slot(job_index), ended, run_start_, util::Clock::now());
  const bool is_worker = state.worker < options_.workers;
  const auto worker = is_worker ? std::optional(state.worker) : std::nullopt;
  const auto last = to_retry_.find(job_index);
  const unsigned attempts_before = last == to_retry_.end() ? 0 : last->second.attempts;
  return {.kind = std::move(kind),
          .worker = worker,
          .start = times.start,
          .duration = times.duration,
          .cpu = times.cpu,
          .waits = times.waits,
          .attempts = attempts_before + 1,
          .counts = times.counts,
          .clock_mhz = times.clock_mhz};
}

void OutcomeTracker::settle(std::size_t job_index, model::JobOutcome outcome) {
  outcomes_[job_index] = std::move(outcome);
  is_settled_[job_index] = true;
  any_failed_ |= outcomes_[job_index].failed();
  ++settled_count_;
  ++attempts_;
  while (first_open_ < jobs_.size() && is_settled_[first_open_]) ++first_open_;
  observer_.on_outcome(job_index, outcomes_[job_index]);
}

}  // namespace resizer::exec
