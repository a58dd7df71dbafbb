#include "report/text/shown_modes.hpp"

#include <algorithm>

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
  std::vector<std::size_t> complete;
  for (std::size_t round = 0; round < series->runs.size(); ++round) {
    if (series->runs[round].is_complete()) complete.push_back(round);
  }
  if (complete.empty()) return series->runs.size() - 1;
  const auto middle = complete.begin() + static_cast<std::ptrdiff_t>((complete.size() - 1) / 2);
  std::ranges::nth_element(complete, middle, {}, [this](std::size_t round) { return series->runs[round].wall; });
  return *middle;
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
