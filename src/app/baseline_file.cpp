#include "app/baseline_file.hpp"

#include <cerrno>
#include <fstream>

#include "resizer/util/error.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::app {
namespace {

report::Baseline read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw util::system_error("cannot be opened", errno, util::ErrorCode::read_failed);
  try {
    return report::read_baseline(file);
  } catch (const std::ios_base::failure&) {
    throw util::system_error("cannot be read", errno == 0 ? EIO : errno, util::ErrorCode::read_failed);
  }
}

}  // namespace

std::optional<report::Baseline> load_baseline(const report::PlannedRun& planned) {
  const auto& path = planned.options.run.baseline;
  if (!path) return std::nullopt;
  try {
    report::Baseline baseline = read(*path);
    report::require_comparable(baseline, planned);
    return baseline;
  } catch (const util::Error& error) {
    throw util::Error(error.code(), "--compare " + util::printable(path->native()) + ": " + error.what());
  }
}

}  // namespace resizer::app
