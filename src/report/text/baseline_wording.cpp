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
  return wall_ratio.high < 1 ? "faster" : "no difference can be told";
}

/// What --fail-if-slower says, to follow a colon.
std::string answer_text(analysis::SlowdownAnswer answer, double allowed) {
  const std::string limit = util::format_percent(allowed);
  switch (answer) {
    case analysis::SlowdownAnswer::not_slower:
      return "not slower by more than " + limit;
    case analysis::SlowdownAnswer::slower:
      return "slower by more than " + limit;
    case analysis::SlowdownAnswer::busy:
      return "inconclusive, the machine was busy";
    case analysis::SlowdownAnswer::unstable:
      return "inconclusive, the wall times of a session spread too far";
    case analysis::SlowdownAnswer::too_wide:
      return "inconclusive, the interval reaches below " + limit;
    case analysis::SlowdownAnswer::one_session:
      return "inconclusive, sessions may differ that much";
  }
  return {};
}

std::string rounds_then(const std::vector<std::size_t>& rounds) {
  std::string text;
  for (const std::size_t count : rounds) text += (text.empty() ? "" : " + ") + std::to_string(count);
  return text;
}

bool is_compared(const analysis::BaselineComparison& comparison, std::size_t mode) {
  return std::ranges::find(comparison.modes, mode, &analysis::ModeAgainstBaseline::mode) != comparison.modes.end();
}

/// Which sessions of which program.
std::string sessions_text(const analysis::BaselineComparison& comparison) {
  std::vector<std::string> versions;
  for (const analysis::BaselineSession& session : comparison.sessions) {
    if (std::ranges::count(versions, session.program_version) == 0) versions.push_back(session.program_version);
  }
  std::string text;
  for (const std::string& version : versions) text += (text.empty() ? "" : ", ") + util::printable(version);
  const std::size_t count = comparison.sessions.size();
  return "baseline: " + std::string(count > 1 ? std::to_string(count) + " sessions of " : "") + "resizer " + text;
}

/// How the intervals were found, and what they do not cover.
std::vector<std::string> method_notes(const analysis::ReportModel& report) {
  const analysis::BaselineComparison& comparison = *report.baseline;
  if (const auto& against = report.facts.options.run.against) {
    return {"the other build: " + util::printable(against->path.native()) + ", resizer " +
            util::printable(comparison.sessions.front().program_version) +
            "; pseudo-median of the rounds' ratios, interval by Wilcoxon's signed ranks"};
  }
  const std::string baseline = sessions_text(comparison);
  if (comparison.sessions.size() == 1) {
    return {baseline + "; ratio of Hodges and Lehmann, interval by Mann and Whitney's U",
            "one earlier session: the interval does not cover that sessions differ, give --compare three or more times",
            "surer still: --against measures both programs in one session"};
  }
  return {baseline + "; ratio to the geometric mean of their medians, Student's prediction interval of a session"};
}

/// Of all sessions, each once.
void add_differences(const analysis::BaselineComparison& comparison, const std::string& heading,
                     std::vector<std::string> analysis::BaselineSession::*differences,
                     std::vector<std::string>& notes) {
  for (const analysis::BaselineSession& session : comparison.sessions) {
    for (const std::string& difference : session.*differences) {
      const std::string note = heading + difference;
      if (std::ranges::count(notes, note) == 0) notes.push_back(note);
    }
  }
}

}  // namespace

std::string against_baseline_text(const analysis::ReportModel& report, const analysis::ModeAgainstBaseline& compared,
                                  const Symbols& symbols) {
  const auto& [estimate, interval] = compared.wall_ratio;
  const analysis::ModeSummary& mode = report.modes[compared.mode];
  const std::string times(symbols.times());
  std::string text = mode_label(mode, symbols) + ": wall time " + util::format_number(estimate) + times;
  if (compared.cpu_ratio) text += ", CPU seconds " + util::format_number(*compared.cpu_ratio) + times;
  text += compared.method == analysis::ComparisonMethod::turns ? " the other build's" : " the baseline's";
  if (!interval) {
    if (compared.method == analysis::ComparisonMethod::turns) {
      return text + " (" + rounds_then(compared.baseline_rounds) + " rounds: no interval below 6)";
    }
    return text + " (rounds: " + rounds_then(compared.baseline_rounds) + " then, " + std::to_string(mode.wall_s.count) +
           " now: too few for an interval)";
  }
  text += ", " + interval_name(*interval) + ' ' + range_text(*interval) + ": ";
  const auto& allowed = report.facts.options.run.fail_if_slower;
  return text +
         (compared.answer && allowed ? answer_text(*compared.answer, *allowed) : std::string(judgement_of(*interval)));
}

std::vector<std::string> baseline_notes(const analysis::ReportModel& report, const Symbols& symbols) {
  const analysis::BaselineComparison& comparison = *report.baseline;
  std::vector<std::string> notes = method_notes(report);
  add_differences(comparison, "another program: ", &analysis::BaselineSession::program_differences, notes);
  add_differences(comparison, "another machine? ", &analysis::BaselineSession::machine_differences, notes);
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
    if (compared.answer.value_or(analysis::SlowdownAnswer::not_slower) == analysis::SlowdownAnswer::not_slower)
      continue;
    lines.push_back(against_baseline_text(report, compared, Symbols{false}));
  }
  return lines;
}

}  // namespace resizer::report
