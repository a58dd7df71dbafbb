#include "analysis/headline.hpp"

#include <tuple>

namespace resizer::analysis {

std::optional<std::size_t> headline_mode(const Facts& facts, const std::vector<ModeSummary>& modes,
                                         const std::optional<Scaling>& scaling) {
  const auto wanted =
      static_cast<long>(scaling ? scaling->recommended_jobs.value_or(facts.cpus.cores()) : facts.cpus.cores());
  const auto rank = [wanted](const ModeSummary& mode) {
    const auto workers = static_cast<long>(mode.workers);
    return std::tuple(mode.execution == model::Execution::parallel, mode.wall_s.count > 0,
                      workers <= wanted ? workers : -workers);
  };
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    if (facts.measurements.series[i].runs.empty()) continue;
    if (!best || rank(modes[i]) > rank(modes[*best])) best = i;
  }
  return best;
}

bool is_undecided(const stats::PairedRatio& speedup) noexcept {
  return speedup.interval && speedup.interval->low <= 1 && speedup.interval->high >= 1;
}

}  // namespace resizer::analysis
