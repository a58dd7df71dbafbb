#include "analysis/ceilings.hpp"

#include <algorithm>

namespace resizer::analysis {
namespace {

/// Of that many workers; none if fewer CPUs than those were not measured together.
std::optional<Ceiling> ceiling_of(unsigned workers, const bench::Calibration& calibration,
                                  const util::CpuAllowance& cpus) {
  const auto& together = calibration.together;
  if (together.empty()) return std::nullopt;
  const unsigned count = std::min(workers, together.back().cpus);
  const auto found = std::ranges::find(together, count, &bench::Together::cpus);
  if (found == together.end()) return std::nullopt;
  Ceiling ceiling{.computing = found->computing, .streaming = found->streaming};
  const double most = cpus.usable_cores();
  if (cpus.limited_by_quota() && most < ceiling.computing) {
    ceiling.computing = most;
    ceiling.is_quota = true;
  }
  if (ceiling.streaming) ceiling.streaming = std::min(*ceiling.streaming, ceiling.computing);
  return ceiling;
}

}  // namespace

void add_ceilings(const Facts& facts, std::vector<ModeSummary>& modes) {
  if (!facts.calibration) return;
  for (ModeSummary& mode : modes) {
    if (mode.speedup) mode.ceiling = ceiling_of(mode.workers, *facts.calibration, facts.cpus);
  }
}

}  // namespace resizer::analysis
