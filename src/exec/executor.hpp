#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/run_result.hpp"
#include "model/sandbox.hpp"
#include "util/reserve_memory.hpp"

namespace resizer::exec {

/// Does one job in a worker process: reads job.input and writes each output to temp_paths[k], a new file whose size is
/// in the report. The executor renames it to job.outputs[k], or removes it if the function throws util::Error or
/// std::bad_alloc. Before allocating memory that grows with the input, the function calls `reserve`; the reservation
/// ends with the job. State captured by the function object lives as long as its worker and is not shared.
using JobFunction = std::function<model::JobReport(
    const model::Job& job, std::span<const std::filesystem::path> temp_paths, const util::ReserveMemory& reserve)>;

/// Is called in the parent, from the executor's event loop. Must not throw, and should be quick: results of workers
/// wait meanwhile.
class RunObserver {
 public:
  RunObserver() = default;
  RunObserver(const RunObserver&) = delete;
  RunObserver& operator=(const RunObserver&) = delete;
  virtual ~RunObserver() = default;

  /// Called once for each job, in the order in which they end.
  virtual void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) = 0;
  /// Called about ten times a second during the run.
  virtual void on_tick() = 0;
  /// Called just before the program stops because of SIGTSTP (Ctrl-Z).
  virtual void on_suspend() {}
};

/// Runs all jobs once. Implementations differ in their processes, never in their results.
class Executor {
 public:
  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  virtual ~Executor() = default;

  /// Runs every job and returns when all children are reaped. The folders of the outputs must exist; what killed runs
  /// left in them is removed first. util::kEndingSignals end the run early: the first gives the running jobs two
  /// seconds, the second none. With Halt::first, a failed job ends the run when the running jobs are done. SIGTSTP
  /// stops the workers together with this process. Call it from the main thread of a process without other threads.
  /// A failed job is an outcome, never an exception, even if no worker survives. Throws util::Error if the system
  /// denies what the parent needs.
  virtual model::RunResult run(std::span<const model::Job> jobs, RunObserver& observer) = 0;
};

/// Removes what killed runs left beside the outputs of these jobs, as executors do for the jobs that they run.
void clean_up_beside(std::span<const model::Job> jobs);

struct ExecutorOptions {
  model::ControlOptions control;
  /// Layers that confine the workers, as found by sandbox_support().
  model::SandboxLayers sandbox;
  /// Outputs get the modification time of their input.
  bool keep_dates = false;
  /// The CPUs of each worker; worker k has entry k modulo their number. Empty: all that the program may use.
  std::vector<std::vector<unsigned>> cpus_of_workers{};
};

/// One fresh child that runs a plain loop over the jobs in order.
std::unique_ptr<Executor> make_sequential_executor(JobFunction job_function, const ExecutorOptions& options = {});

/// `workers` fresh children, but no more than there are jobs or the system allows, with a shared queue, largest input
/// first. Throws util::Error if `workers` is 0.
std::unique_ptr<Executor> make_process_pool(JobFunction job_function, unsigned workers,
                                            const ExecutorOptions& options = {});

}  // namespace resizer::exec
