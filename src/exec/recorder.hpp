#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "exec/board.hpp"
#include "resizer/exec/executor.hpp"
#include "resizer/model/job.hpp"
#include "resizer/model/outcome.hpp"
#include "resizer/util/clock.hpp"

namespace resizer::exec {

/// Who takes part in a run.
struct Crew {
  pid_t parent = 0;  ///< Its process id stands in the names of temporary files.
  unsigned workers = 1;
};

/// The parent's account of a run: takes each job's outcome from its slot exactly once, completes or removes what dead
/// workers left in the output folders, and tells the observer.
class Recorder {
 public:
  /// The arguments outlive the recorder.
  Recorder(std::span<const model::Job> jobs, const Board& board, Crew crew, RunObserver& observer);

  /// Outcomes' times count from here.
  void start_clock(util::Clock::time_point run_start) noexcept { run_start_ = run_start; }

  /// Settles the job if its worker says that it has ended. Any number is allowed as an index.
  void collect(std::size_t job_index);
  /// Settles all that an ended worker has begun: what it had in hand is rolled forward or becomes `lost`.
  void collect_from(std::uint32_t dead_worker, const model::Verdict& lost);
  /// The same for all workers, when none lives any more.
  void collect_from_all(const model::Verdict& lost);
  /// Gives every job that is left the verdict Interrupted, when no worker lives any more.
  void interrupt_rest();

  /// Whether a job was settled that is neither done nor interrupted.
  bool any_failed() const noexcept { return any_failed_; }
  std::size_t settled() const noexcept { return settled_count_; }
  /// The jobs without an outcome.
  std::vector<std::size_t> unsettled() const;
  /// One for each job.
  std::vector<model::JobOutcome> take_outcomes() noexcept { return std::move(outcomes_); }

 private:
  bool is_open(std::size_t job_index) const noexcept { return job_index < jobs_.size() && !is_settled_[job_index]; }
  void settle_as_told(std::size_t job_index, SlotState state);
  void recover(std::size_t job_index, SlotState state, const model::Verdict& lost);
  model::Verdict roll_forward(std::size_t job_index) const;
  void settle(std::size_t job_index, model::JobOutcome outcome);
  model::JobOutcome outcome_of(std::size_t job_index, SlotState state, model::Verdict verdict) const;

  std::span<const model::Job> jobs_;
  const Board& board_;
  Crew crew_;
  RunObserver& observer_;
  util::Clock::time_point run_start_{};
  std::vector<model::JobOutcome> outcomes_;
  std::vector<bool> is_settled_;
  std::size_t settled_count_ = 0;
  bool any_failed_ = false;
  std::size_t first_open_ = 0;  ///< Every job before it is settled.
};

}  // namespace resizer::exec
