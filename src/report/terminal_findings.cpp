#include "report/terminal_findings.hpp"

#include <algorithm>
#include <cstring>

#include "report/paint.hpp"
#include "report/wording.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::report {
namespace {

/// More lines than this of one kind are counted, not listed: the log has them all.
constexpr std::size_t kListedAtMost = 20;

std::string shown(const std::filesystem::path& path) {
  return util::printable(path.native());
}

/// A heading and its lines.
struct List {
  std::string heading;
  std::vector<std::string> lines;
};

std::string finding_line(const ReportModel& report, const Finding& finding, const Symbols& symbols) {
  std::string line = shown(report.facts.jobs[finding.job].input) + ": " + util::printable(finding.text);
  const auto has_runs = [](const bench::Series& series) { return !series.runs.empty(); };
  const auto modes_run = std::ranges::count_if(report.facts.measurements.series, has_runs);
  if (finding.modes.size() < static_cast<std::size_t>(modes_run)) {
    for (const std::size_t mode : finding.modes) line += " (" + mode_label(report.modes[mode], symbols) + " only)";
  }
  return line;
}

List list_of(const ReportModel& report, const std::vector<Finding>& findings, const char* heading,
             const Symbols& symbols) {
  List list{.heading = heading, .lines = {}};
  for (const Finding& finding : findings) list.lines.push_back(finding_line(report, finding, symbols));
  return list;
}

List unusable_list(const ReportModel& report) {
  List list{.heading = "not usable", .lines = {}};
  for (const model::Unusable& entry : report.facts.unusable) {
    list.lines.push_back(shown(entry.path) + ": " + util::printable(entry.reason));
  }
  return list;
}

List different_list(const ReportModel& report) {
  List list{.heading = "outputs differ between runs", .lines = {}};
  if (!report.agreement) return list;
  for (const std::size_t job : report.agreement->different) {
    list.lines.push_back(shown(report.facts.jobs[job].outputs.front()));
  }
  return list;
}

std::string to_text(const List& list, const std::string& painted_heading) {
  if (list.lines.empty()) return {};
  std::string text = "  " + painted_heading + '\n';
  const std::size_t listed = std::min(list.lines.size(), kListedAtMost);
  for (std::size_t i = 0; i < listed; ++i) text += "    " + list.lines[i] + '\n';
  if (listed < list.lines.size()) {
    text += "    and " + std::to_string(list.lines.size() - listed) + " more; the log file names them all\n";
  }
  return text + '\n';
}

/// "interrupted by SIGINT"; empty for a run that went to its end.
std::string early_end(const bench::Measurements& measurements) {
  if (bench::is_complete(measurements)) return {};
  const std::optional<int> signal = bench::interrupted_by(measurements);
  if (!signal) return "stopped at the first failure";
  const char* name = sigabbrev_np(*signal);
  return "interrupted by " + (name == nullptr ? std::to_string(*signal) : "SIG" + std::string(name));
}

std::string interruption_text(const ReportModel& report, const Paint& paint) {
  const std::string end = early_end(report.facts.measurements);
  if (end.empty()) return {};
  std::size_t left = 0;
  for (const ModeSummary& mode : report.modes) left = std::max(left, mode.interrupted);
  return "  " + paint.red(end) + ": " + std::to_string(left) + " of " + std::to_string(report.facts.jobs.size()) +
         " images were left\n\n";
}

}  // namespace

std::string findings_text(const ReportModel& report, const TerminalStyle& style) {
  const Paint paint(style.color);
  const Symbols symbols{style.unicode};
  const List failed = list_of(report, report.failures, "failed", symbols);
  const List warned = list_of(report, report.warnings, "warnings", symbols);
  const List unusable = unusable_list(report);
  const List different = different_list(report);
  return interruption_text(report, paint) + to_text(different, paint.red(different.heading)) +
         to_text(failed, paint.red(failed.heading)) + to_text(unusable, paint.red(unusable.heading)) +
         to_text(warned, paint.yellow(warned.heading));
}

std::vector<std::string> failure_lines(const ReportModel& report) {
  std::vector<std::string> lines = list_of(report, report.failures, "", Symbols{false}).lines;
  std::ranges::move(unusable_list(report).lines, std::back_inserter(lines));
  return lines;
}

}  // namespace resizer::report
