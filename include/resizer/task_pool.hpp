#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "resizer/error.hpp"

/// Runs any CPU-bound function over a list of inputs in forked, sandboxed worker processes, and measures the speedup.
/// See docs/library.md for an example.
namespace resizer::task_pool {

/// One input and its outputs.
struct Task {
  /// Workers may read its folder.
  std::filesystem::path input{};
  /// At most 8, in existing folders, each in one task only; none for a task that only returns a result.
  std::vector<std::filesystem::path> outputs{};
};

/// The longest result that a task can return.
inline constexpr std::size_t kMaxResultBytes = 1020;

/// What a task can use in its worker. All members may throw Error; uncaught, it makes the task fail.
class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  virtual ~Context() = default;

  /// The whole input, at most 1 GiB. Reserves as much memory, unless more is already reserved.
  virtual std::vector<std::uint8_t> read_input() const = 0;
  /// Writes outputs[index] of the task. Write each exactly once.
  virtual void write_output(std::size_t index, std::span<const std::uint8_t> contents) = 0;
  /// Where to write outputs[index] by other means: a new file (O_CREAT and O_EXCL), closed when the function returns.
  virtual const std::filesystem::path& output_path(std::size_t index) const = 0;
  /// Reserves memory. Call it before a task uses more than a few megabytes, its input included; it waits until the
  /// workers together leave room for `bytes`. Replaces the previous reservation; hold nothing large meanwhile, or two
  /// workers could wait for each other. Throws Error(too_large) for more than the limit of a worker.
  virtual void reserve_memory(std::uint64_t bytes) = 0;
};

/// Does one task in a worker: writes all its outputs, and returns a result of at most kMaxResultBytes, which may be
/// empty. The parent then moves the outputs into place. If the function throws, preferably an Error, the task fails for
/// that reason and its outputs are removed. Each worker has its own copy of the captured state, as it was at the fork;
/// changes stay in that worker.
///
/// In the sandbox it may compute, allocate memory, read files in the folders of inputs, and write its outputs. It must
/// not open other files, start processes or threads, sleep, use the network, or rename or map files: at a forbidden
/// system call the kernel kills the worker, and the task is Crashed with SIGSYS.
using Function = std::function<std::string(const Task& task, Context& context)>;

/// The outputs are complete and in place.
struct Done {
  std::string result{};  ///< What the function returned. Trust it no more than the input.
};
/// The function threw, or did not write its outputs.
struct Failed {
  ErrorCode code = ErrorCode::internal;
  std::string message{};
};
/// The worker was killed by a signal during this task.
struct Crashed {
  int signal = 0;
};
/// The worker exited during this task.
struct Exited {
  int status = 0;
};
/// The task exceeded the time limit, and its worker was killed.
struct TimedOut {
  std::chrono::nanoseconds limit{};
};
/// The run ended before or during this task.
struct Interrupted {};

using OutcomeKind = std::variant<Done, Failed, Crashed, Exited, TimedOut, Interrupted>;

/// Why a task was not done, in one line: "crashed: SIGSEGV". Empty for Done.
std::string reason(const OutcomeKind& kind);

/// How one task ended.
struct Outcome {
  OutcomeKind kind = Interrupted{};
  std::optional<unsigned> worker{};               ///< Counted from 0; none if it was never started.
  unsigned attempts = 0;                          ///< How often it was tried.
  std::chrono::nanoseconds start{};               ///< From the start of the run; zero if it was never started.
  std::chrono::nanoseconds duration{};            ///< From there to the end of the last attempt.
  std::optional<std::chrono::nanoseconds> cpu{};  ///< CPU time; none if the worker died, or it was never started.

  const Done* done() const noexcept { return std::get_if<Done>(&kind); }
};

enum class Execution : std::uint8_t {
  sequential,  ///< One worker, tasks in the order of the list.
  parallel,    ///< Several workers, largest input first.
};

enum class Sandbox : std::uint8_t {
  automatic,  ///< As far as the system can.
  require,    ///< Completely, or refuse to run.
  off,
};

struct Options {
  /// In a parallel run, at least 1; nullopt: one for each allowed core. There are never more workers than tasks.
  std::optional<unsigned> workers{};
  /// Time limit for a task; nullopt: none.
  std::optional<std::chrono::nanoseconds> timeout = std::chrono::seconds(60);
  /// How often a task is retried after its worker died.
  unsigned retries = 0;
  /// Memory limit of a worker; nullopt: derived from the machine and the number of workers.
  std::optional<std::uint64_t> memory_limit_bytes{};
  /// Stop after the first failure.
  bool stop_at_first_failure = false;
  Sandbox sandbox = Sandbox::automatic;
  /// Called in the calling process as tasks end, once for each task and run. Must be quick and not throw.
  std::function<void(std::size_t task, const Outcome& outcome)> on_outcome{};
};

/// The result of running all tasks once.
struct Run {
  Execution execution = Execution::sequential;
  unsigned workers = 1;
  std::vector<Outcome> outcomes{};      ///< outcomes[i] belongs to tasks[i].
  std::chrono::nanoseconds wall{};      ///< From just before the first fork until all workers have ended.
  std::chrono::microseconds cpu{};      ///< User and system time of all workers.
  std::uint64_t peak_worker_bytes = 0;  ///< The largest resident set of any worker.
  std::size_t replaced_workers = 0;     ///< Workers that died and were replaced.
  std::optional<int> interrupted_by{};  ///< The signal that ended the run early.
  bool is_complete = false;             ///< Whether every task was started: only then its times are comparable.
  std::string missing_sandbox{};        ///< Which part of the sandbox is unavailable, and why; else empty.
};

/// Runs all tasks once. A failed task is an outcome, not an exception.
///
/// Forks the workers from the calling process: call it from the main thread of a process without other threads. SIGINT,
/// SIGTERM, SIGHUP and SIGQUIT end the run early and are consumed; `interrupted_by` reports them. Leaves nothing behind
/// but the outputs; what a killed process leaves is removed by the next run in the same folders.
///
/// Throws Error: usage for invalid options or tasks, other threads, or a required sandbox that is unavailable; no_input
/// for no tasks; conflict if two tasks have the same output or an output is an input; system and others if a system
/// call of the parent fails.
Run run(const std::vector<Task>& tasks, const Function& function, Execution execution, const Options& options = {});

/// How often each execution is run, measured and before that unmeasured.
struct Rounds {
  unsigned measured = 6;  ///< At least 1; an interval needs 6.
  unsigned warmup = 0;
};

/// A confidence interval, by the signed ranks of Wilcoxon.
struct Interval {
  double low = 0;
  double high = 0;
  double coverage = 0;  ///< Its true confidence, at least 0.95.
};

/// Sequential wall time divided by parallel wall time, round by round.
struct Speedup {
  std::vector<double> rounds{};        ///< Of the rounds that both completed.
  double estimate = 0;                 ///< The pseudo-median of the rounds (Hodges and Lehmann).
  std::optional<Interval> interval{};  ///< None below 6 rounds.
};

/// All measured runs, in the order of the rounds. An interrupted run is the last one.
struct Measurement {
  std::vector<Run> sequential{};
  std::vector<Run> parallel{};
  std::optional<Speedup> speedup{};  ///< None unless both did the same tasks in every round.
};

/// Runs all tasks sequentially and in parallel in each round, in alternating order, so that drift affects both alike.
/// Every input is read once before, so that all runs find it in the file cache. Every run writes all outputs again.
/// Otherwise like run().
Measurement measure(const std::vector<Task>& tasks, const Function& function, const Rounds& rounds = {},
                    const Options& options = {});

}  // namespace resizer::task_pool
