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

std::vector<analysis::Baseline> load_baselines(const analysis::PlannedRun& planned) {
  std::vector<analysis::Baseline> sessions;
  for (const std::filesystem::path& path : planned.options.baselines) sessions.push_back(load(path, planned));
  analysis::require_different(sessions);
  return sessions;
}

}  // namespace resizer::app
