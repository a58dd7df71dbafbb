#include "app/result_places.hpp"

#include <algorithm>

#include "util/printable.hpp"

namespace resizer::app {

bool has_results(const analysis::ReportModel& report) {
  return std::ranges::any_of(report.facts.measurements.series, [](const bench::Series& series) {
    return std::ranges::any_of(series.runs, [](const model::RunResult& run) {
      return std::ranges::any_of(run.outcomes, [](const auto& outcome) { return outcome.done() != nullptr; });
    });
  });
}

std::string places_text(const ResultPlaces& places, const model::Options& options) {
  std::string text;
  const auto add = [&text](std::string_view label, const std::filesystem::path& path) {
    text += "  " + std::string(label) + util::printable(path.native()) + '\n';
  };
  if (places.has_results) add("results  ", options.paths.output_dir);
  for (const std::filesystem::path& report : places.reports) add("report   ", report);
  if (places.has_log) add("log      ", options.output.log_file.value_or(model::kDefaultLogFile));
  return text;
}

}  // namespace resizer::app
