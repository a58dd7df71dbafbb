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

/// Runs any CPU-bound function over a list of inputs in forked worker processes, which a sandbox confines to the inputs
/// and their own outputs, and measures what several workers are worth. docs/library.md shows it at work.
namespace resizer::task_pool {

/// One input, and the files that are to be made of it.
struct Task {
  /// Its folder is what a worker may read.
  std::filesystem::path input{};
  /// At most 8, in folders that exist, each in one task only; none for a task that only returns a result.
  std::vector<std::filesystem::path> outputs{};
};

/// The longest result that a task can return.
inline constexpr std::size_t kMaxResultBytes = 1020;

/// What a task has in its worker. All may throw Error, which may be left to end the task.
class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  virtual ~Context() = default;

  /// The whole input, of at most 1 GiB. Reserves as much memory, unless more is reserved already.
  virtual std::vector<std::uint8_t> read_input() const = 0;
  /// Makes outputs[index] of the task, complete. Each is to be made once.
  virtual void write_output(std::size_t index, std::span<const std::uint8_t> contents) = 0;
  /// Where to make outputs[index] in another way: as a new file (O_CREAT and O_EXCL), closed when the function returns.
  virtual const std::filesystem::path& output_path(std::size_t index) const = 0;
  /// To be called before a task takes more than some megabytes, its input included: waits until the workers together
  /// leave room for `bytes` in this one. Replaces what the task reserved before, and nothing large may be held
  /// meanwhile, lest two workers wait for each other. Throws Error(too_large) for more than a worker may take.
  virtual void reserve_memory(std::uint64_t bytes) = 0;
};

/// Does one task, in a worker: makes all its outputs, and returns a result of at most kMaxResultBytes, which may be
/// empty. The parent moves the outputs to their place when it has returned; it removes them when it has thrown. What is
/// thrown is the reason of the failure: best an Error. Each worker has its own copy of what the function captures, as
/// it was at the fork; changes stay in that worker.
///
/// In the sandbox it may compute, take memory, read files in the folders of inputs, and make its outputs. It must not
/// open other files, start processes or threads, sleep, use the network, or rename or map files: at a forbidden system
/// call the kernel kills the worker, and the task is Crashed with SIGSYS.
using Function = std::function<std::string(const Task& task, Context& context)>;

/// The outputs are complete and in their place.
struct Done {
  std::string result{};  ///< What the function returned. Not to be trusted more than the input that it was made of.
};
/// The function threw, or did not keep its promise.
struct Failed {
  ErrorCode code = ErrorCode::internal;
  std::string message{};
};
/// The worker was killed by a signal while it had this task.
struct Crashed {
  int signal = 0;
};
/// The worker left with an exit status of its own while it had this task.
struct Exited {
  int status = 0;
};
/// The worker had this task for longer than it may, and was killed.
struct TimedOut {
  std::chrono::nanoseconds limit{};
};
/// The run ended before this task was begun, or while it was in hand.
struct Interrupted {};

using OutcomeKind = std::variant<Done, Failed, Crashed, Exited, TimedOut, Interrupted>;

/// Why a task was not done, as one line for a person: "crashed: SIGSEGV". Empty for Done.
std::string reason(const OutcomeKind& kind);

/// What became of one task.
struct Outcome {
  OutcomeKind kind = Interrupted{};
  std::optional<unsigned> worker{};               ///< Counted from 0; none if it was never begun.
  unsigned attempts = 0;                          ///< How often a worker had it.
  std::chrono::nanoseconds start{};               ///< From the start of the run; zero if it was never begun.
  std::chrono::nanoseconds duration{};            ///< From there to the end of the last attempt.
  std::optional<std::chrono::nanoseconds> cpu{};  ///< CPU time; none when the worker died, or it was never begun.

  const Done* done() const noexcept { return std::get_if<Done>(&kind); }
};

enum class Execution : std::uint8_t {
  sequential,  ///< One worker, one task after the other in the order of the list.
  parallel,    ///< Several workers, the largest input first.
};

enum class Sandbox : std::uint8_t {
  automatic,  ///< As far as the system can.
  require,    ///< Completely, or there is no run.
  off,
};

struct Options {
  /// Of a parallel run, at least 1; nullopt: as many as cores are allowed. There are never more than tasks.
  std::optional<unsigned> workers{};
  /// The most time that one task may take; nullopt: any.
  std::optional<std::chrono::nanoseconds> timeout = std::chrono::seconds(60);
  /// How often a task that cost its worker the life is tried again.
  unsigned retries = 0;
  /// The most memory that one worker may take; nullopt: as much as the machine and the number of workers allow.
  std::optional<std::uint64_t> memory_limit_bytes{};
  /// Begin no further task when one has failed.
  bool stop_at_first_failure = false;
  Sandbox sandbox = Sandbox::automatic;
  /// Called in the calling process as tasks end, once for each task and run. Must be quick and not throw.
  std::function<void(std::size_t task, const Outcome& outcome)> on_outcome{};
};

/// All tasks, gone through once.
struct Run {
  Execution execution = Execution::sequential;
  unsigned workers = 1;
  std::vector<Outcome> outcomes{};      ///< outcomes[i] belongs to tasks[i].
  std::chrono::nanoseconds wall{};      ///< From just before the first fork until all workers have ended.
  std::chrono::microseconds cpu{};      ///< User and system time of all workers.
  std::uint64_t peak_worker_bytes = 0;  ///< The largest resident set of any worker.
  std::size_t replaced_workers = 0;     ///< Workers that died and were replaced.
  std::optional<int> interrupted_by{};  ///< The signal that ended the run early.
  bool is_complete = false;             ///< Whether every task was begun: only then its times can be compared.
  std::string missing_sandbox{};        ///< What of the sandbox was not to be had, and why; else empty.
};

/// Goes through all tasks once. A task that fails is an outcome and no exception.
///
/// Forks the workers from the calling process: call it from the main thread of a process without other threads. SIGINT,
/// SIGTERM, SIGHUP and SIGQUIT end the run early and are taken: the caller learns of it by `interrupted_by`. Leaves
/// nothing behind but the outputs, even when it is killed: the next run in the same folders removes what is left.
///
/// Throws Error: usage for options or tasks that make no sense, other threads, or a sandbox that is required and not to
/// be had; no_input for no tasks; conflict when two tasks have the same output or an output is an input; system and the
/// like when the parent cannot get what it needs.
Run run(const std::vector<Task>& tasks, const Function& function, Execution execution, const Options& options = {});

/// How often each way of running is measured, and run before without being measured.
struct Rounds {
  unsigned measured = 6;  ///< At least 1; an interval needs 6.
  unsigned warmup = 0;
};

/// A confidence interval of the median that promises nothing of the distribution.
struct Interval {
  double low = 0;
  double high = 0;
  double coverage = 0;  ///< At least 0.95.
};

/// Sequential wall time by parallel wall time, round by round.
struct Speedup {
  std::vector<double> rounds{};  ///< Of the rounds that both completed.
  double median = 0;
  std::optional<Interval> interval{};  ///< None below 6 rounds.
};

/// Everything that was measured, in the order of the rounds. After an interruption the run that it ended stands last.
struct Measurement {
  std::vector<Run> sequential{};
  std::vector<Run> parallel{};
  std::optional<Speedup> speedup{};  ///< None without a round that both completed.
};

/// Runs all tasks sequentially and in parallel in each round, in turns that change from round to round, so that what
/// drifts with time meets both alike. Every input is read once before, so that no run pays for the disk. Outputs are
/// made anew in every run. Otherwise as run().
Measurement measure(const std::vector<Task>& tasks, const Function& function, const Rounds& rounds = {},
                    const Options& options = {});

}  // namespace resizer::task_pool
