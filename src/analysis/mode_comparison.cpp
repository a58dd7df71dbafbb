#include "analysis/mode_comparison.hpp"

#include <algorithm>

#include "stats/scaling.hpp"
#include "stats/slower_cpu.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

/// The means over the rounds. Dividing loses nanoseconds, which `supervision`, the rest, makes up for: so the parts add
/// up.
std::optional<LostTime> mean_lost_time(const bench::Series& sequential, const bench::Series& parallel) {
  LostTime lost;
  std::chrono::nanoseconds sequential_time{};
  std::vector<stats::SlowerCpu> slower_cpu;
  for (std::size_t round = 0; round < std::min(sequential.runs.size(), parallel.runs.size()); ++round) {
    const auto baseline = stats::time_use(sequential.runs[round]);
    const auto use = stats::time_use(parallel.runs[round]);
    if (!baseline || !use) continue;
    ++lost.rounds;
    lost.worker_time += use->total();
    lost.sequential_cpu += baseline->cpu;
    sequential_time += baseline->total();
    for (const auto& [name, part] : kLostParts) lost.parts.*part += (*use - *baseline).*part;
    const auto slower = stats::slower_cpu(sequential.runs[round].outcomes, parallel.runs[round].outcomes);
    if (slower) slower_cpu.push_back(*slower);
  }
  if (lost.rounds == 0) return std::nullopt;
  const auto rounds = static_cast<std::chrono::nanoseconds::rep>(lost.rounds);
  for (auto* sum : {&lost.worker_time, &lost.sequential_cpu, &sequential_time}) *sum /= rounds;
  for (const auto& [name, part] : kLostParts) lost.parts.*part /= rounds;
  lost.parts.supervision += lost.worker_time - sequential_time - lost.parts.total();
  lost.slower_cpu = stats::mean_of(slower_cpu);
  return lost;
}

std::vector<const model::RunResult*> complete_runs(const bench::Series& series) {
  std::vector<const model::RunResult*> runs;
  for (const model::RunResult& run : series.runs) {
    if (run.is_complete()) runs.push_back(&run);
  }
  return runs;
}

bool fail_alike(const model::RunResult& a, const model::RunResult& b) {
  return std::ranges::equal(a.outcomes, b.outcomes, {}, &model::JobOutcome::failed, &model::JobOutcome::failed);
}

/// Nothing makes N workers more than N times as fast: they share the machine that the sequential mode has for itself.
/// The margins are for noise, which an interval already contains, and for caches that are warmer in the second mode.
bool is_impossible(const stats::PairedRatio& speedup, unsigned workers) {
  constexpr double kMarginOfInterval = 1.02;
  constexpr double kMarginOfEstimate = 1.05;
  return speedup.interval ? speedup.interval->low > kMarginOfInterval * workers
                          : speedup.estimate > kMarginOfEstimate * workers;
}

/// All figures of a pool that has a speedup.
void add_figures(const bench::Series& sequential, const bench::Series& parallel, unsigned cores, ModeSummary& mode) {
  const auto& outcomes = complete_runs(parallel).front()->outcomes;
  mode.compared_images =
      outcomes.size() - static_cast<std::size_t>(std::ranges::count_if(outcomes, &model::JobOutcome::failed));
  mode.is_impossible = is_impossible(*mode.speedup, mode.workers);
  mode.efficiency = stats::efficiency(mode.speedup->estimate, mode.workers);
  if (mode.workers <= cores) mode.serial_fraction = stats::serial_fraction(mode.speedup->estimate, mode.workers);
  if (!mode.is_impossible) mode.lost_time = mean_lost_time(sequential, parallel);
}

}  // namespace

std::optional<NoSpeedup> why_not_comparable(const bench::Series& a, const bench::Series& b) {
  std::vector<const model::RunResult*> runs = complete_runs(a);
  const std::vector<const model::RunResult*> others = complete_runs(b);
  if (runs.empty() || others.empty()) return NoSpeedup::no_round;
  runs.insert(runs.end(), others.begin(), others.end());
  const model::RunResult& first = *runs.front();
  if (!std::ranges::all_of(runs, [&](const auto* run) { return fail_alike(first, *run); })) {
    return NoSpeedup::failures_differ;
  }
  if (std::ranges::all_of(first.outcomes, &model::JobOutcome::failed)) return NoSpeedup::all_failed;
  return std::nullopt;
}

std::vector<double> wall_ratios(const bench::Series& a, const bench::Series& b,
                                const std::vector<std::size_t>& left_out) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < std::min(a.runs.size(), b.runs.size()); ++round) {
    if (std::ranges::binary_search(left_out, round)) continue;
    if (!a.runs[round].is_complete() || !b.runs[round].is_complete()) continue;
    const auto ratio = stats::speedup(util::to_seconds(a.runs[round].wall), util::to_seconds(b.runs[round].wall));
    if (ratio) ratios.push_back(*ratio);
  }
  return ratios;
}

void compare_with_sequential(const Facts& facts, const std::vector<std::size_t>& left_out,
                             std::vector<ModeSummary>& modes) {
  const std::vector<bench::Series>& all_series = facts.measurements.series;
  const auto sequential = std::ranges::find(all_series, model::Execution::sequential, &bench::Series::execution);
  if (sequential == all_series.end()) return;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    ModeSummary& mode = modes[i];
    if (mode.execution == model::Execution::sequential) continue;
    mode.no_speedup = why_not_comparable(*sequential, all_series[i]);
    if (mode.no_speedup) continue;
    mode.speedup = stats::paired_ratio(wall_ratios(*sequential, all_series[i], left_out));
    if (!left_out.empty()) mode.speedup_of_all_rounds = stats::paired_ratio(wall_ratios(*sequential, all_series[i]));
    if (mode.speedup) {
      add_figures(*sequential, all_series[i], facts.cpus.cores(), mode);
    } else {
      mode.no_speedup = NoSpeedup::no_round;
    }
  }
}

}  // namespace resizer::analysis
