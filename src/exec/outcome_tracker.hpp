#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "exec/executor.hpp"
#include "exec/publishing.hpp"
#include "exec/shared_state.hpp"
#include "exec/staging.hpp"
#include "model/job.hpp"
#include "model/outcome.hpp"
#include "util/clock.hpp"

namespace resizer::exec {

struct TrackerOptions {
  unsigned workers = 1;
  unsigned retries = 0;  ///< How often a job is retried after its worker died.
  Dates dates = Dates::of_work;
};

/// Settles the jobs of a run: takes each outcome from its slot exactly once, publishes the outputs, removes what dead
/// workers left, and notifies the observer.
class OutcomeTracker {
 public:
  /// The arguments outlive the tracker.
  OutcomeTracker(std::span<const model::Job> jobs, const SharedState& shared, const Staging& staging,
                 TrackerOptions options, RunObserver& observer);

  /// The start times of outcomes are relative to this.
  void start_clock(util::Clock::time_point run_start) noexcept { run_start_ = run_start; }

  /// Settles the job if its slot says that it has ended, and returns its worker. The index may be out of range.
  std::optional<std::uint32_t> collect(std::size_t job_index);
  /// Settles the job that an ended worker had in hand: rolls it forward, retries it, or gives it the outcome `lost`.
  /// Without one the job is not to blame for the worker's end: it is as if it had never been started.
  void collect_from(std::uint32_t dead_worker, const std::optional<model::OutcomeKind>& lost);
  /// The same for all jobs, when no worker is left.
  void collect_from_all(const model::OutcomeKind& lost);
  /// Settles the remaining jobs of a run that ended early, when no worker is left: a job that waits for its retry gets
  /// the outcome of its last attempt, the others get `left`.
  void settle_rest(const model::OutcomeKind& left);

  /// Whether any job has failed.
  bool any_failed() const noexcept { return any_failed_; }
  /// The number of attempts that have ended, whether they settled their job or it is retried.
  std::size_t attempts() const noexcept { return attempts_; }
  std::size_t settled() const noexcept { return settled_count_; }
  /// The jobs without an outcome.
  std::vector<std::size_t> unsettled() const;
  /// One for each job.
  std::vector<model::JobOutcome> take_outcomes() noexcept { return std::move(outcomes_); }

 private:
  bool is_open(std::size_t job_index) const noexcept { return job_index < jobs_.size() && !is_settled_[job_index]; }
  void settle_by_slot(std::size_t job_index, SlotState state);
  void recover(std::size_t job_index, SlotState state, const std::optional<model::OutcomeKind>& lost);
  void lose(std::size_t job_index, SlotState state, const model::OutcomeKind& lost);
  void reopen(std::size_t job_index) const;
  model::OutcomeKind publish_if_done(std::size_t job_index, model::OutcomeKind told) const;
  void remove_temps_of(std::size_t job_index) const;
  void settle(std::size_t job_index, model::JobOutcome outcome);
  model::JobOutcome outcome_of(std::size_t job_index, SlotState state, model::OutcomeKind kind) const;

  std::span<const model::Job> jobs_;
  const SharedState& shared_;
  const Staging& staging_;
  TrackerOptions options_;
  RunObserver& observer_;
  util::Clock::time_point run_start_{};
  std::vector<model::JobOutcome> outcomes_;
  std::vector<bool> is_settled_;
  std::unordered_map<std::size_t, model::JobOutcome> to_retry_;  ///< With the outcome of the last attempt.
  std::size_t attempts_ = 0;
  std::size_t settled_count_ = 0;
  bool any_failed_ = false;
  std::size_t first_open_ = 0;  ///< Every job before it is settled.
};

}  // namespace resizer::exec
