#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "exec/executor.hpp"
#include "exec/job_limits.hpp"
#include "exec/job_source.hpp"
#include "exec/memory_budget.hpp"
#include "exec/messages.hpp"
#include "exec/oom_deaths.hpp"
#include "exec/outcome_tracker.hpp"
#include "exec/respawn_limiter.hpp"
#include "exec/sandbox.hpp"
#include "exec/shared_state.hpp"
#include "exec/signal_handler.hpp"
#include "exec/staging.hpp"
#include "exec/worker.hpp"
#include "exec/worker_set.hpp"
#include "util/clock.hpp"
#include "util/fd.hpp"
#include "util/signals.hpp"

namespace resizer::exec {

struct RunSetup {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  JobFunction job_function;
  model::ControlOptions control;
  MemoryPlan memory;
  WorkerProbe probe;
  model::SandboxLayers sandbox = {};
  Dates dates = Dates::of_work;
  std::vector<std::vector<unsigned>> cpus_of_workers = {};
  RespawnLimiter respawns = RespawnLimiter();
};

/// The parent's side of one run: starts workers, replaces dead ones, and handles messages, deaths, signals and timers
/// in one event loop. Serves one run, in the main thread.
class Supervisor {
 public:
  /// Creates the staging folders and the shared memory. The arguments outlive it.
  Supervisor(const RunSetup& setup, std::span<const model::Job> jobs, RunObserver& observer);

  /// Runs all jobs. Throws util::Error if the system denies what the parent needs.
  model::RunResult run();

 private:
  void run_rounds();
  void start_round();
  void replace_lost();
  void start_worker(std::uint32_t slot);
  void wait_and_handle();
  void handle_messages();
  void handle_end(std::uint32_t slot);
  std::string why_it_ended(std::uint32_t slot, const util::ProcessEnd& end) const;
  std::optional<model::OutcomeKind> lost_by(std::uint32_t slot, const util::ProcessEnd& end);
  void kill_overdue();
  util::Clock::time_point next_deadline();
  bool halts() const noexcept;
  bool stops() const noexcept;
  bool lacks_workers() const noexcept;
  void end_early();
  void tick();

  std::span<const model::Job> jobs_;
  RunObserver& observer_;
  util::SignalDisposition child_signal_;  ///< Children of a parent that ignores SIGCHLD cannot be waited for.
  SignalHandler signals_;                 ///< Before everything that must be cleaned up after a signal.
  util::Pipe messages_;
  Staging staging_;
  SharedState shared_;
  std::unique_ptr<JobSource> source_;
  Sandbox sandbox_;
  WorkerContext context_;
  WorkerSet worker_set_;
  OutcomeTracker tracker_;
  JobLimits limits_;
  OomDeaths oom_deaths_;
  RespawnLimiter respawns_;

  std::vector<std::uint32_t> lost_slots_;  ///< Of this round, whose workers are not replaced yet.
  std::size_t deaths_ = 0;
  std::size_t failed_starts_ = 0;
  model::RunResult result_;
  util::Clock::time_point next_tick_{};
};

}  // namespace resizer::exec
