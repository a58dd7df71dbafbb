#pragma once

#include <poll.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exec/board.hpp"
#include "exec/deadlines.hpp"
#include "exec/interruption.hpp"
#include "exec/job_source.hpp"
#include "exec/memory_budget.hpp"
#include "exec/messages.hpp"
#include "exec/mortality.hpp"
#include "exec/recorder.hpp"
#include "exec/sandbox.hpp"
#include "exec/team.hpp"
#include "exec/worker.hpp"
#include "resizer/exec/executor.hpp"
#include "resizer/util/clock.hpp"
#include "resizer/util/fd.hpp"
#include "resizer/util/signals.hpp"

namespace resizer::exec {

/// What distinguishes one way of running from another.
struct RunSetup {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  JobFunction job_function;
  model::ControlOptions control;
  MemoryPlan memory;
  WorkerProbe probe;
  model::SandboxLayers sandbox = {};
};

/// The parent's side of one run: starts workers, replaces the dead, and waits for messages, deaths, signals and the
/// clock in one loop. Serves one run, in the main thread.
class Supervisor {
 public:
  /// Removes stale temporary files from the output folders and makes the shared memory. The arguments outlive it.
  Supervisor(const RunSetup& setup, std::span<const model::Job> jobs, RunObserver& observer);

  /// Goes through all jobs. Throws util::Error when no worker can be kept alive; no worker and no temporary file is
  /// left then.
  model::RunResult run();

 private:
  void run_rounds();
  void start_round();
  void start_worker(unsigned place);
  void wait_and_handle();
  std::vector<pollfd> wait_for_events() const;
  void handle_signals();
  void suspend();
  void handle_messages();
  void admit_to_memory();
  void handle_end(unsigned place);
  std::optional<model::Verdict> lost_by(unsigned place, const util::ProcessEnd& end) const;
  void enforce_interruption();
  void enforce_deadlines();
  util::Clock::time_point next_deadline() const;
  bool halts() const noexcept;
  void tick();
  void abandon();

  std::span<const model::Job> jobs_;
  RunObserver& observer_;
  util::SignalDisposition child_signal_;  ///< A parent that ignores SIGCHLD cannot wait for its children.
  util::SignalGuard signals_;
  util::Pipe messages_;
  Board board_;
  std::unique_ptr<JobSource> source_;
  Sandbox sandbox_;
  WorkerContext context_;
  Team team_;
  Recorder recorder_;
  MemoryBudget memory_;
  Deadlines deadlines_;
  Interruption interruption_;

  model::RunResult result_;
  bool killed_ = false;  ///< All workers were sent SIGKILL.
  util::Clock::time_point next_tick_{};
  Mortality mortality_;
};

}  // namespace resizer::exec
