#include "report/text/finding_lists.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "report/text/terminal.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

std::string shown(const std::filesystem::path& path) {
  return util::printable(path.native());
}

std::string finding_line(const analysis::ReportModel& report, const analysis::Finding& finding,
                         const Symbols& symbols) {
  std::string line = shown(report.facts.jobs[finding.job].input) + ": " + util::printable(finding.text);
  const auto has_runs = [](const bench::Series& series) { return !series.runs.empty(); };
  const auto modes_run = std::ranges::count_if(report.facts.measurements.series, has_runs);
  if (finding.modes.size() < static_cast<std::size_t>(modes_run)) {
    line += " (" + mode_labels(report, finding.modes, symbols) + " only)";
  }
  return line;
}

std::vector<std::string> lines_of(const analysis::ReportModel& report, const std::vector<analysis::Finding>& findings,
                                  const Symbols& symbols) {
  std::vector<std::string> lines;
  lines.reserve(findings.size());
  for (const analysis::Finding& finding : findings) lines.push_back(finding_line(report, finding, symbols));
  return lines;
}

std::vector<std::string> unusable_lines(const analysis::ReportModel& report) {
  std::vector<std::string> lines;
  for (const model::Unusable& entry : report.facts.unusable) {
    lines.push_back(shown(entry.path) + ": " + util::printable(entry.reason));
  }
  return lines;
}

std::vector<std::string> different_lines(const analysis::ReportModel& report) {
  std::vector<std::string> lines;
  if (!report.agreement) return lines;
  for (const std::size_t job : report.agreement->different) {
    lines.push_back(shown(report.facts.jobs[job].outputs.front()));
  }
  return lines;
}

bool is_abandoned(const bench::Measurements& measurements) {
  return std::ranges::any_of(measurements.series, [](const bench::Series& series) {
    return std::ranges::any_of(series.runs, &model::RunResult::abandoned);
  });
}

/// "PSD: 3"
std::vector<std::string> count_lines(const model::KindCounts& counts) {
  std::vector<std::string> lines;
  for (const auto& [kind, count] : counts) lines.push_back(kind + ": " + std::to_string(count));
  return lines;
}

std::string renamed_line(const model::Renamed& renamed) {
  return shown(renamed.input) + " -> " + shown(renamed.output) + ", beside " + shown(renamed.taken_by);
}

std::vector<std::string> renamed_lines(const std::vector<model::Renamed>& all) {
  std::vector<std::string> lines;
  for (const model::Renamed& renamed : all) lines.push_back(renamed_line(renamed));
  return lines;
}

std::vector<std::string> path_lines(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::string> lines;
  for (const std::filesystem::path& path : paths) lines.push_back(shown(path));
  return lines;
}

std::string early_end(const bench::Measurements& measurements) {
  const std::optional<int> signal = bench::interrupted_by(measurements);
  if (!signal) return "stopped at the first failure";
  const char* name = sigabbrev_np(*signal);
  return "interrupted by " + (name == nullptr ? std::to_string(*signal) : "SIG" + std::string(name));
}

}  // namespace

std::vector<FindingList> finding_lists(const analysis::ReportModel& report, const Symbols& symbols) {
  using Severity = FindingList::Severity;
  std::vector<FindingList> lists{
      {Severity::error, "outputs differ between runs", different_lines(report)},
      {Severity::error, "failed", lines_of(report, report.failures, symbols)},
      {Severity::error, "not usable", unusable_lines(report)},
      {Severity::warning, "warnings", lines_of(report, report.warnings, symbols)},
      {Severity::warning, "not supported yet", count_lines(report.facts.passed_over.unsupported)},
      {Severity::note, "removed, as their inputs are gone", path_lines(report.facts.pruned)},
      {Severity::note, "named with the extension of their input", renamed_lines(report.facts.renamed)},
      {Severity::note, "ignored", count_lines(report.facts.passed_over.system)},
  };
  std::erase_if(lists, [](const FindingList& list) { return list.lines.empty(); });
  return lists;
}

std::optional<std::string> interruption_text(const analysis::ReportModel& report) {
  if (bench::is_complete(report.facts.measurements)) return std::nullopt;
  if (is_abandoned(report.facts.measurements)) return "every worker died: the rest was not processed";
  std::size_t left = 0;
  for (const analysis::ModeSummary& mode : report.modes) left = std::max(left, mode.interrupted);
  return early_end(report.facts.measurements) + ": " + std::to_string(left) + " of " +
         std::to_string(report.facts.jobs.size()) + " images were left";
}

std::vector<std::string> failure_lines(const analysis::ReportModel& report) {
  std::vector<std::string> lines = lines_of(report, report.failures, Symbols{false});
  std::ranges::move(unusable_lines(report), std::back_inserter(lines));
  return lines;
}

}  // namespace resizer::report
