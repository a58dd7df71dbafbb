#include "app/exit_code.hpp"

#include <algorithm>

namespace resizer::app {
namespace {

constexpr int kSignalBase = 128;

bool failed_for_now(const model::JobOutcome& outcome) {
  const auto* failed = std::get_if<model::Failed>(&outcome.kind);
  return failed != nullptr && is_temporary(failed->code);
}

ExitCode judge(const analysis::ReportModel& report) {
  for (const bench::Series& series : report.facts.measurements.series) {
    for (const model::RunResult& run : series.runs) {
      if (std::ranges::any_of(run.outcomes, [](const auto& outcome) { return failed_for_now(outcome); })) {
        return ExitCode::temporary;
      }
    }
  }
  if (!bench::is_complete(report.facts.measurements)) return ExitCode::images_failed;
  if (report.baseline && is_regression(*report.baseline)) return ExitCode::images_failed;
  const bool disagree = report.agreement && !report.agreement->different.empty();
  const bool all_good = report.failures.empty() && report.facts.unusable.empty() && !disagree;
  if (!all_good) return ExitCode::images_failed;
  return report.baseline && is_inconclusive(*report.baseline) ? ExitCode::inconclusive : ExitCode::success;
}

ExitCode judge(util::ErrorCode error, Phase phase) {
  if (error == util::ErrorCode::no_space) return ExitCode::temporary;
  if (phase == Phase::planning) return error == util::ErrorCode::no_input ? ExitCode::no_input : ExitCode::usage;
  return is_temporary(error) ? ExitCode::temporary : ExitCode::images_failed;
}

}  // namespace

bool is_temporary(util::ErrorCode error) noexcept {
  return error == util::ErrorCode::no_space || error == util::ErrorCode::read_failed ||
         error == util::ErrorCode::write_failed;
}

int exit_code(const analysis::ReportModel& report, std::span<const util::Error> unwritten) {
  if (const auto signal = bench::interrupted_by(report.facts.measurements)) return kSignalBase + *signal;
  ExitCode worst = judge(report);
  if (worst == ExitCode::inconclusive && !unwritten.empty()) worst = ExitCode::success;
  for (const util::Error& error : unwritten) worst = std::max(worst, judge(error.code(), Phase::working));
  return static_cast<int>(worst);
}

int exit_code(const model::RunResult& run) {
  if (run.interrupted_by) return kSignalBase + *run.interrupted_by;
  const bool is_done = std::ranges::all_of(run.outcomes, [](const auto& outcome) { return outcome.done() != nullptr; });
  if (is_done) return static_cast<int>(ExitCode::success);
  const bool may_succeed =
      std::ranges::any_of(run.outcomes, [](const auto& outcome) { return failed_for_now(outcome); });
  return static_cast<int>(may_succeed ? ExitCode::temporary : ExitCode::images_failed);
}

int exit_code(const planning::Plan& plan) {
  return static_cast<int>(plan.unusable.empty() ? ExitCode::success : ExitCode::images_failed);
}

int exit_code(util::ErrorCode error, Phase phase) {
  return static_cast<int>(judge(error, phase));
}

}  // namespace resizer::app
