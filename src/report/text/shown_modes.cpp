#include "report/text/shown_modes.hpp"

#include <algorithm>
#include <limits>

#include "report/text/wording.hpp"

namespace resizer::report {
namespace {

double wall_or_infinite(const analysis::ModeSummary& mode) {
  return mode.wall_s.median.value_or(std::numeric_limits<double>::infinity());
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
  const analysis::ModeSummary* sequential = nullptr;
  const analysis::ModeSummary* fastest = nullptr;
  for (std::size_t i = 0; i < report.modes.size(); ++i) {
    const analysis::ModeSummary& mode = report.modes[i];
    if (report.facts.measurements.series[i].runs.empty()) continue;
    if (mode.execution == model::Execution::sequential) {
      sequential = &mode;
    } else if (fastest == nullptr || wall_or_infinite(mode) < wall_or_infinite(*fastest)) {
      fastest = &mode;
    }
  }
  std::vector<ShownMode> shown;
  for (const analysis::ModeSummary* mode : {sequential, fastest}) {
    if (mode == nullptr) continue;
    const auto index = static_cast<std::size_t>(mode - report.modes.data());
    shown.push_back({mode, &report.facts.measurements.series[index], mode_label(*mode, Symbols{true}),
                     std::string(name_of(mode->execution))});
  }
  return shown;
}

}  // namespace resizer::report
