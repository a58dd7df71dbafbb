#include "app/baseline_file.hpp"

#include "app/earlier_report.hpp"
#include "app/option_words.hpp"
#include "report/json/baseline_reader.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::app {
namespace {

analysis::Baseline load(const std::filesystem::path& path, const analysis::PlannedRun& planned) {
  try {
    analysis::Baseline baseline = read_earlier_report(path, report::read_baseline);
    analysis::require_comparable(baseline, planned);
    return baseline;
  } catch (const util::Error& error) {
    throw util::Error(error.code(), "--compare " + util::printable(path.native()) + ": " + with_options(error));
  }
}

}  // namespace

std::vector<analysis::Baseline> load_baselines(const model::Options& options, const std::vector<model::Job>& jobs,
                                               std::span<const bench::ConfiguredExecutor> executors,
                                               const analysis::Setting& setting) {
  std::vector<analysis::Baseline> sessions;
  if (options.run.baselines.empty()) return sessions;
  const analysis::Workload workload = report::workload_of(options, jobs);
  const std::vector<bench::Configuration> configurations = bench::configurations_of(executors);
  const analysis::PlannedRun planned{options.run, workload, configurations, setting};
  for (const std::filesystem::path& path : options.run.baselines) sessions.push_back(load(path, planned));
  analysis::require_different(sessions);
  return sessions;
}

}  // namespace resizer::app
