#include "report/text/shown_modes.hpp"

#include <algorithm>

#include "analysis/typical_round.hpp"
#include "report/text/wording.hpp"

namespace resizer::report {
namespace {

std::vector<ShownMode> modes_that(const analysis::ReportModel& report, auto is_shown) {
  std::vector<ShownMode> shown;
  for (std::size_t i = 0; i < report.modes.size(); ++i) {
    const analysis::ModeSummary& mode = report.modes[i];
    const bench::Series& series = report.facts.measurements.series[i];
    if (series.runs.empty() || !is_shown(i)) continue;
    shown.push_back({&mode, &series, mode_label(mode, Symbols{true}), std::string(name_of(mode.execution))});
  }
  return shown;
}

bool is_pool(const analysis::ModeSummary& mode) {
  return mode.execution == model::Execution::parallel;
}

}  // namespace

std::size_t ShownMode::typical_round() const {
  return analysis::typical_round(*series).value_or(series->runs.size() - 1);
}

std::vector<ShownMode> shown_modes(const analysis::ReportModel& report) {
  return modes_that(report, [&](std::size_t mode) { return !is_pool(report.modes[mode]) || mode == report.headline; });
}

std::vector<ShownMode> shown_sequential(const analysis::ReportModel& report) {
  return modes_that(report, [&](std::size_t mode) { return !is_pool(report.modes[mode]); });
}

std::vector<ShownMode> shown_pools(const analysis::ReportModel& report) {
  return modes_that(report, [&](std::size_t mode) { return is_pool(report.modes[mode]); });
}

}  // namespace resizer::report
