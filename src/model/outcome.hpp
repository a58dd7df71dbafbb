#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "model/job_report.hpp"
#include "util/error.hpp"

namespace resizer::model {

/// The outputs are complete and in their final place.
struct Done {
  JobReport report;
};
/// There is a reason why not, which the job function gave or the parent found.
struct Failed {
  util::ErrorCode code = util::ErrorCode::internal;
  std::string message;
};
/// The worker was killed by a signal while it had this job.
struct Crashed {
  int signal = 0;
};
/// The worker left with an exit status of its own while it had this job.
struct Exited {
  int status = 0;
};
/// The worker had this job for longer than it may, and was killed.
struct TimedOut {
  std::chrono::nanoseconds limit{};
};
/// The run was stopped before this job was begun, or while it was in hand.
struct Interrupted {};

/// How one job ended.
using OutcomeKind = std::variant<Done, Failed, Crashed, Exited, TimedOut, Interrupted>;

struct JobOutcome {
  OutcomeKind kind = Interrupted{};
  /// The worker that had the job, counted from 0; none if it was never begun.
  std::optional<unsigned> worker;
  /// From the start of the mode to the claim of this job; zero if it was never begun.
  std::chrono::nanoseconds start{};
  /// From the claim until its files were complete, or to the failure.
  std::chrono::nanoseconds duration{};
  /// CPU time of its worker from the claim to the end; none when the worker died, or it was never begun.
  std::optional<std::chrono::nanoseconds> cpu{};
  /// How often a worker had it. All but the last attempt cost the worker its life.
  unsigned attempts = 0;

  const Done* done() const noexcept { return std::get_if<Done>(&kind); }
  /// Whether it was tried, and in vain.
  bool failed() const noexcept { return done() == nullptr && !std::holds_alternative<Interrupted>(kind); }
};

/// Its name in reports: "done", "failed", "crashed", "exited", "timed_out" or "interrupted".
std::string_view name_of(const OutcomeKind& kind) noexcept;

/// The reason in one line, such as "crashed: SIGSEGV"; empty for Done.
std::string reason(const OutcomeKind& kind);

}  // namespace resizer::model
