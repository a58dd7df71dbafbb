#include "app/watch_options.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "util/error.hpp"

namespace resizer::app {
namespace {

/// Several counts are for comparing them.
bool compares_workers(const model::Workers& workers) {
  const auto* counts = std::get_if<std::vector<unsigned>>(&workers);
  return counts != nullptr ? counts->size() > 1 : std::holds_alternative<model::SweepWorkers>(workers);
}

}  // namespace

void check_watch(const model::Options& options) {
  struct Row {
    bool is_given;
    std::string_view name;
  };
  const auto rows = std::to_array<Row>({
      {options.paths.output_dir == "-", "--out -"},
      {options.paths.files_from.has_value(), "--files-from"},
      {options.paths.only_failed.has_value(), "--only-failed"},
      {options.paths.dry_run, "--dry-run"},
      {compares_workers(options.run.jobs), "several counts of --jobs"},
      {options.run.runs != model::Runs(1U) || options.run.warmup > 0, "--runs or --warmup"},
      {options.run.cache == model::Cache::cold, "--cache cold"},
      {options.run.against.has_value(), "--against"},
      {!options.run.baselines.empty(), "--compare"},
      {options.output.json, "--json"},
      {!model::requested_files(options.output.report_files).empty(), "a report"},
  });
  const auto* given = std::ranges::find_if(rows, &Row::is_given);
  if (given == rows.end()) return;
  throw util::Error(util::ErrorCode::usage, "--watch: cannot be combined with " + std::string(given->name) +
                                                ", since it does images as they come and measures nothing");
}

}  // namespace resizer::app
