#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "exec/board.hpp"
#include "exec/job_limits.hpp"
#include "exec/job_source.hpp"
#include "exec/memory_plan.hpp"
#include "exec/messages.hpp"
#include "exec/mortality.hpp"
#include "exec/oom_deaths.hpp"
#include "exec/recorder.hpp"
#include "exec/sandbox.hpp"
#include "exec/signal_desk.hpp"
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
  void start_worker(std::uint32_t place);
  void wait_and_handle();
  void handle_messages();
  void handle_end(std::uint32_t place);
  std::optional<model::Verdict> lost_by(std::uint32_t place, const util::ProcessEnd& end);
  void kill_overdue();
  util::Clock::time_point next_deadline();
  bool halts() const noexcept;
  void tick();
  void abandon();

  std::span<const model::Job> jobs_;
  RunObserver& observer_;
  util::SignalDisposition child_signal_;  ///< A parent that ignores SIGCHLD cannot wait for its children.
  util::Pipe messages_;
  Board board_;
  std::unique_ptr<JobSource> source_;
  Sandbox sandbox_;
  WorkerContext context_;
  Team team_;
  SignalDesk signals_;
  Recorder recorder_;
  JobLimits limits_;
  OomDeaths oom_deaths_;
  Mortality mortality_;

  model::RunResult result_;
  util::Clock::time_point next_tick_{};
};

}  // namespace resizer::exec
