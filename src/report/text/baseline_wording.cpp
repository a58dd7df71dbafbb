#include "report/text/baseline_wording.hpp"

#include <algorithm>
#include <iterator>

#include "report/text/terminal.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

std::string_view judgement_of(const stats::Interval& wall_ratio) {
  if (wall_ratio.low > 1) return "slower";
  return wall_ratio.high < 1 ? "faster" : "no measurable difference";
}

std::string allowance_text(const analysis::ReportModel& report, const analysis::ModeAgainstBaseline& compared) {
  const auto& allowed = report.facts.options.run.fail_if_slower;
  return compared.is_too_slow && allowed ? " by more than " + util::format_percent(*allowed) : "";
}

bool is_compared(const analysis::BaselineComparison& comparison, std::size_t mode) {
  return std::ranges::find(comparison.modes, mode, &analysis::ModeAgainstBaseline::mode) != comparison.modes.end();
}

}  // namespace

std::string against_baseline_text(const analysis::ReportModel& report, const analysis::ModeAgainstBaseline& compared,
                                  const Symbols& symbols) {
  const auto& [estimate, interval] = compared.wall_ratio;
  const analysis::ModeSummary& mode = report.modes[compared.mode];
  const std::string text = mode_label(mode, symbols) + ": wall time " + util::format_number(estimate) +
                           std::string(symbols.times()) + " the baseline's";
  if (!interval) {
    return text + " (rounds: " + std::to_string(compared.baseline_rounds) + " then, " +
           std::to_string(mode.wall_s.count) + " now: too few for an interval)";
  }
  return text + ", " + interval_name(*interval) + ' ' + range_text(*interval) + ": " +
         std::string(judgement_of(*interval)) + allowance_text(report, compared);
}

std::vector<std::string> baseline_notes(const analysis::ReportModel& report, const Symbols& symbols) {
  const analysis::BaselineComparison& comparison = *report.baseline;
  std::vector<std::string> notes = {"baseline: resizer " + util::printable(comparison.program_version) +
                                    "; ratio of Hodges and Lehmann, interval by Mann and Whitney's U"};
  for (const std::string& difference : comparison.program_differences)
    notes.push_back("another program: " + difference);
  for (const std::string& difference : comparison.machine_differences)
    notes.push_back("another machine? " + difference);
  for (std::size_t i = 0; i < report.modes.size(); ++i) {
    if (!is_compared(comparison, i))
      notes.push_back(mode_label(report.modes[i], symbols) + ": nothing to compare with");
  }
  return notes;
}

std::vector<std::string> baseline_lines(const analysis::ReportModel& report, const Symbols& symbols) {
  std::vector<std::string> lines;
  for (const analysis::ModeAgainstBaseline& compared : report.baseline->modes) {
    lines.push_back(against_baseline_text(report, compared, symbols));
  }
  std::ranges::move(baseline_notes(report, symbols), std::back_inserter(lines));
  return lines;
}

std::vector<std::string> regression_lines(const analysis::ReportModel& report) {
  std::vector<std::string> lines;
  if (!report.baseline) return lines;
  for (const analysis::ModeAgainstBaseline& compared : report.baseline->modes) {
    if (!compared.is_too_slow) continue;
    lines.push_back(against_baseline_text(report, compared, Symbols{false}));
  }
  return lines;
}

}  // namespace resizer::report
