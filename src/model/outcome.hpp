#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "model/job_report.hpp"
#include "util/error.hpp"

namespace resizer::model {

/// The outputs are complete and in place.
struct Done {
  JobReport report;
};
/// The job function threw, or the parent found an error.
struct Failed {
  util::ErrorCode code = util::ErrorCode::internal;
  std::string message;
};
/// The worker was killed by a signal during this job.
struct Crashed {
  int signal = 0;
};
/// The worker exited during this job.
struct Exited {
  int status = 0;
};
/// The job exceeded the time limit, and its worker was killed.
struct TimedOut {
  std::chrono::nanoseconds limit{};
};
/// The run ended before or during this job.
struct Interrupted {};

/// How one job ended.
using OutcomeKind = std::variant<Done, Failed, Crashed, Exited, TimedOut, Interrupted>;

/// What the part of a job without CPU time went to. The parts add up to its duration less its CPU time.
struct Waits {
  /// Ready to run, while other processes had the cores or a CPU quota was used up.
  std::chrono::nanoseconds core{};
  /// For memory that other workers had reserved.
  std::chrono::nanoseconds memory{};
  /// Asleep in the kernel for a disk: reading or writing files.
  std::chrono::nanoseconds disk{};
  /// Asleep in the kernel for pages of memory to be read back, such as those of the program or of swap.
  std::chrono::nanoseconds pages{};
  /// On a core that did something else: interrupts, or the other guests of a virtual machine's host.
  std::chrono::nanoseconds stolen{};
  friend bool operator==(const Waits&, const Waits&) = default;
};

/// What a core counted of a job, in user mode.
struct WorkCounts {
  std::uint64_t instructions = 0;
  std::uint64_t cycles = 0;
  friend bool operator==(const WorkCounts&, const WorkCounts&) = default;
};

struct JobOutcome {
  OutcomeKind kind = Interrupted{};
  /// The worker of the job, counted from 0; none if it was never started.
  std::optional<unsigned> worker;
  /// From the start of the run to the claim of this job; zero if it was never started.
  std::chrono::nanoseconds start{};
  /// From the claim until its files were complete, or to the failure.
  std::chrono::nanoseconds duration{};
  /// CPU time of its worker from the claim to the end; none if the worker died, or it was never started.
  std::optional<std::chrono::nanoseconds> cpu{};
  /// None if `cpu` is, or if the kernel does not count the time in the run queue.
  std::optional<Waits> waits{};
  /// Attempts at the job. In all but the last one its worker died.
  unsigned attempts = 0;
  /// None if `cpu` is, or if nothing may be counted.
  std::optional<WorkCounts> counts{};
  /// The clock of its core right after it, from the time that dependent additions took; none if it was not timed.
  std::optional<double> clock_mhz{};

  const Done* done() const noexcept { return std::get_if<Done>(&kind); }
  /// Whether it was tried and did not succeed.
  bool failed() const noexcept { return done() == nullptr && !std::holds_alternative<Interrupted>(kind); }
};

/// Its name in reports: "done", "failed", "crashed", "exited", "timed_out" or "interrupted".
std::string_view name_of(const OutcomeKind& kind) noexcept;

/// The reason in one line, such as "crashed: SIGSEGV"; empty for Done.
std::string reason(const OutcomeKind& kind);

}  // namespace resizer::model
