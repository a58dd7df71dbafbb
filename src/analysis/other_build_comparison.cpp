#include "analysis/other_build_comparison.hpp"

#include <algorithm>

#include "analysis/mode_summary.hpp"
#include "analysis/stability.hpp"
#include "stats/paired_ratio.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

/// The same rounds of both builds.
struct Turns {
  std::vector<double> wall_ratios;
  std::vector<double> cpu_ratios;
};

Turns turns_of(const bench::Series& series) {
  Turns turns;
  const std::size_t rounds = std::min(series.runs.size(), series.other_runs.size());
  for (std::size_t round = 0; round < rounds; ++round) {
    const model::RunResult& run = series.runs[round];
    const bench::OtherRun& other = series.other_runs[round];
    if (!run.is_complete()) continue;
    turns.wall_ratios.push_back(util::to_seconds(run.wall) / util::to_seconds(other.wall));
    turns.cpu_ratios.push_back(util::to_seconds(run.cpu.total()) / util::to_seconds(other.cpu));
  }
  return turns;
}

/// What matters is how far the ratios spread: a machine that changes slows both builds.
SlowdownFacts slowdown_facts(const Turns& turns, const MeasuredRun& run) {
  const stats::Summary ratios = stats::summarize(turns.wall_ratios);
  return {.allowed = *run.fail_if_slower,
          .covers_sessions = true,
          .relative_spread = relative_spread(ratios).value_or(0),
          .was_busy = run.was_busy,
          .was_unstable = is_unstable(ratios)};
}

std::optional<ModeAgainstBaseline> compare_turns(std::size_t index, const MeasuredRun& run) {
  const bench::Series& series = run.series[index];
  const std::size_t failed = summarize(series).failed;
  const bool failed_alike =
      std::ranges::all_of(series.other_runs, [failed](const bench::OtherRun& other) { return other.failed == failed; });
  const Turns turns = turns_of(series);
  const auto ratio = failed_alike ? stats::paired_ratio(turns.wall_ratios) : std::nullopt;
  if (!ratio) return std::nullopt;
  ModeAgainstBaseline compared{.mode = index,
                               .baseline_rounds = {ratio->pairs},
                               .method = ComparisonMethod::turns,
                               .wall_ratio = {.estimate = ratio->estimate, .interval = ratio->interval},
                               .cpu_ratio = {},
                               .answer = {}};
  if (const auto cpu_ratio = stats::paired_ratio(turns.cpu_ratios)) compared.cpu_ratio = cpu_ratio->estimate;
  if (run.fail_if_slower) compared.answer = answer_slowdown(compared.wall_ratio, slowdown_facts(turns, run));
  return compared;
}

}  // namespace

/// Both were measured here, so that only the programs differ.
BaselineComparison compare_with_other_build(const Setting& other, const MeasuredRun& now) {
  BaselineComparison comparison{
      .sessions = {session_of(other, now.setting)}, .modes = {}, .has_limit = now.fail_if_slower.has_value()};
  comparison.sessions.front().machine_differences.clear();
  for (std::size_t i = 0; i < now.series.size(); ++i) {
    if (auto compared = compare_turns(i, now)) comparison.modes.push_back(std::move(*compared));
  }
  return comparison;
}

}  // namespace resizer::analysis
