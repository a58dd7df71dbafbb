#include "app/baseline_file.hpp"

#include <cerrno>
#include <fstream>

#include "app/option_words.hpp"
#include "report/json/baseline_reader.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::app {
namespace {

analysis::Baseline read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw util::system_error("cannot be opened", errno, util::ErrorCode::read_failed);
  try {
    return report::read_baseline(file);
  } catch (const std::ios_base::failure&) {
    throw util::system_error("cannot be read", errno == 0 ? EIO : errno, util::ErrorCode::read_failed);
  }
}

analysis::Baseline load(const std::filesystem::path& path, const analysis::PlannedRun& planned) {
  try {
    analysis::Baseline baseline = read(path);
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
