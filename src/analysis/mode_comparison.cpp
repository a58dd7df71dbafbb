#include "analysis/mode_comparison.hpp"

#include <algorithm>

#include "stats/scaling.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

std::optional<LostTime> lost_in_round(const model::RunResult& sequential, const model::RunResult& parallel,
                                      std::size_t round) {
  const auto baseline = stats::time_use(sequential);
  const auto use = stats::time_use(parallel);
  if (!baseline || !use) return std::nullopt;
  return LostTime{
      .round = round, .worker_time = use->total(), .sequential_cpu = baseline->cpu, .parts = *use - *baseline};
}

/// The round with the median loss, so that its parts still add up; the smaller one of two.
std::optional<LostTime> median_lost_time(const bench::Series& sequential, const bench::Series& parallel) {
  std::vector<LostTime> all;
  for (std::size_t round = 0; round < std::min(sequential.runs.size(), parallel.runs.size()); ++round) {
    if (const auto lost = lost_in_round(sequential.runs[round], parallel.runs[round], round)) all.push_back(*lost);
  }
  if (all.empty()) return std::nullopt;
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>((all.size() - 1) / 2);
  std::ranges::nth_element(all, middle, {}, [](const LostTime& lost) { return lost.parts.total(); });
  return *middle;
}

}  // namespace

std::vector<double> wall_ratios(const bench::Series& a, const bench::Series& b) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < std::min(a.runs.size(), b.runs.size()); ++round) {
    if (!a.runs[round].is_complete() || !b.runs[round].is_complete()) continue;
    const auto ratio = stats::speedup(util::to_seconds(a.runs[round].wall), util::to_seconds(b.runs[round].wall));
    if (ratio) ratios.push_back(*ratio);
  }
  return ratios;
}

void compare_with_sequential(const Facts& facts, std::vector<ModeSummary>& modes) {
  const std::vector<bench::Series>& all_series = facts.measurements.series;
  const auto sequential = std::ranges::find(all_series, model::Execution::sequential, &bench::Series::execution);
  if (sequential == all_series.end()) return;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    ModeSummary& mode = modes[i];
    if (mode.execution == model::Execution::sequential) continue;
    mode.speedup = stats::paired_ratio(wall_ratios(*sequential, all_series[i]));
    if (!mode.speedup) continue;
    mode.efficiency = stats::efficiency(mode.speedup->estimate, mode.workers);
    if (mode.workers <= facts.cpus.cores()) {
      mode.serial_fraction = stats::serial_fraction(mode.speedup->estimate, mode.workers);
    }
    mode.lost_time = median_lost_time(*sequential, all_series[i]);
  }
}

}  // namespace resizer::analysis
