#include "analysis/mode_comparison.hpp"

#include <algorithm>

#include "stats/scaling.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

/// The means over the rounds. Dividing loses nanoseconds, which `supervision`, the rest, makes up for: so the parts add
/// up.
std::optional<LostTime> mean_lost_time(const bench::Series& sequential, const bench::Series& parallel) {
  LostTime lost;
  std::chrono::nanoseconds sequential_time{};
  for (std::size_t round = 0; round < std::min(sequential.runs.size(), parallel.runs.size()); ++round) {
    const auto baseline = stats::time_use(sequential.runs[round]);
    const auto use = stats::time_use(parallel.runs[round]);
    if (!baseline || !use) continue;
    ++lost.rounds;
    lost.worker_time += use->total();
    lost.sequential_cpu += baseline->cpu;
    sequential_time += baseline->total();
    for (const auto& [name, part] : kLostParts) lost.parts.*part += (*use - *baseline).*part;
  }
  if (lost.rounds == 0) return std::nullopt;
  const auto rounds = static_cast<std::chrono::nanoseconds::rep>(lost.rounds);
  for (auto* sum : {&lost.worker_time, &lost.sequential_cpu, &sequential_time}) *sum /= rounds;
  for (const auto& [name, part] : kLostParts) lost.parts.*part /= rounds;
  lost.parts.supervision += lost.worker_time - sequential_time - lost.parts.total();
  return lost;
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
    mode.lost_time = mean_lost_time(*sequential, all_series[i]);
  }
}

}  // namespace resizer::analysis
