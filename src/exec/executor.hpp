#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/run_result.hpp"
#include "model/sandbox.hpp"
#include "util/reserve_memory.hpp"

namespace resizer::exec {

/// Does one job in a worker process: reads job.input and leaves each output complete and closed at temp_paths[k], which
/// does not exist before; its size is in the report. The executor renames it to job.outputs[k], or removes it when the
/// function throws.
/// Before it takes memory that grows with the input it calls `reserve`; the leave ends with the job. Failures are
/// thrown as util::Error or std::bad_alloc. State that the function object captures lives as long as its worker and is
/// never shared between workers.
using JobFunction = std::function<model::JobReport(
    const model::Job& job, std::span<const std::filesystem::path> temp_paths, const util::ReserveMemory& reserve)>;

/// Is told in the parent, from the executor's own loop, what happens. Must not throw and should be quick: workers go on
/// meanwhile, their results wait.
class RunObserver {
 public:
  RunObserver() = default;
  RunObserver(const RunObserver&) = delete;
  RunObserver& operator=(const RunObserver&) = delete;
  virtual ~RunObserver() = default;

  /// Called exactly once for each job, in the order in which they ended.
  virtual void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) = 0;
  /// Called about ten times a second while the run lasts.
  virtual void on_tick() = 0;
  /// Called just before the program stops because of SIGTSTP (Ctrl-Z).
  virtual void on_suspend() {}
};

/// Goes through all jobs once. Implementations differ in processes, never in results.
class Executor {
 public:
  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  virtual ~Executor() = default;

  /// Runs every job and returns when all children are reaped. The folders of all outputs exist; what killed runs left
  /// in them is removed first. util::kEndingSignals end the run early: the first of them leaves the jobs in hand two
  /// seconds, the second none. With Halt::first, a job that failed ends it when the jobs in hand are done. SIGTSTP
  /// stops the workers with this process, until it is continued. Call it from the main thread of a process with no
  /// other threads. A failing job is an outcome, never an exception; so is what is left when no worker stays alive.
  /// Throws util::Error when the system refuses what the parent needs.
  virtual model::RunResult run(std::span<const model::Job> jobs, RunObserver& observer) = 0;
};

/// Removes what killed runs left beside the outputs of these jobs. Executors do so for the jobs that they run; this is
/// for those that need not be run again.
void clean_up_beside(std::span<const model::Job> jobs);

/// How an executor goes about it.
struct ExecutorOptions {
  model::ControlOptions control;
  /// What confines the workers: layers that sandbox_support() has found.
  model::SandboxLayers sandbox;
  /// Outputs get the modification time of their input.
  bool keep_dates = false;
};

/// One fresh child that runs a plain loop over the jobs in their order.
std::unique_ptr<Executor> make_sequential_executor(JobFunction job_function, const ExecutorOptions& options = {});

/// `workers` fresh children, though no more than there are jobs and than the system allows, on a shared queue, the
/// largest input first. Throws util::Error when `workers` is 0.
std::unique_ptr<Executor> make_process_pool(JobFunction job_function, unsigned workers,
                                            const ExecutorOptions& options = {});

}  // namespace resizer::exec
