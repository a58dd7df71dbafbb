#include "app/baseline_file.hpp"

#include "resizer/util/error.hpp"
#include "resizer/util/file.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::app {
namespace {

constexpr std::uintmax_t kLargestReportBytes = 1'000'000'000;

report::Baseline read(const std::filesystem::path& path) {
  std::vector<std::uint8_t> bytes;
  util::read_file(path, kLargestReportBytes, bytes);
  return report::read_baseline(bytes);
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
