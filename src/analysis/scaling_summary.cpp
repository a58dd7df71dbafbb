#include "analysis/scaling_summary.hpp"

#include <algorithm>

#include "analysis/mode_comparison.hpp"
#include "analysis/stability.hpp"

namespace resizer::analysis {
namespace {

using SeriesList = std::vector<const bench::Series*>;

/// Modes with a complete round, fewest workers first.
SeriesList parallel_series(const Facts& facts) {
  SeriesList all;
  for (const bench::Series& series : facts.measurements.series) {
    if (series.execution == model::Execution::parallel &&
        std::ranges::any_of(series.runs, &model::RunResult::is_complete)) {
      all.push_back(&series);
    }
  }
  std::ranges::stable_sort(all, {}, &bench::Series::workers);
  return all;
}

/// By paired ratios, which cancel drift over the rounds.
const bench::Series* fastest_of(const SeriesList& all, const std::vector<std::size_t>& left_out) {
  const bench::Series* fastest = all.front();
  for (const bench::Series* candidate : all) {
    const auto ratio = stats::paired_ratio(wall_ratios(*fastest, *candidate, left_out));
    if (ratio && ratio->estimate > 1) fastest = candidate;
  }
  return fastest;
}

/// The fewest workers not measurably slower than the fastest: the interval of the paired ratios contains 1.
std::optional<unsigned> recommended_jobs(const SeriesList& all, const std::vector<std::size_t>& left_out) {
  const bench::Series* fastest = fastest_of(all, left_out);
  for (const bench::Series* candidate : all) {
    const auto ratio = stats::paired_ratio(wall_ratios(*candidate, *fastest, left_out));
    if (!ratio || !ratio->interval) return std::nullopt;
    if (ratio->interval->low <= 1) return candidate->workers;
  }
  return std::nullopt;
}

std::optional<NoAdvice> why_no_advice(const SeriesList& all, const std::vector<ModeSummary>& modes) {
  const auto is_unstable_pool = [](const ModeSummary& mode) {
    return mode.execution == model::Execution::parallel && is_unstable(mode.wall_s);
  };
  const auto is_comparable = [&](const bench::Series* series) { return !why_not_comparable(*all.front(), *series); };
  if (!std::ranges::all_of(all, is_comparable)) return NoAdvice::failures;
  if (std::ranges::any_of(modes, is_unstable_pool)) return NoAdvice::unstable;
  return std::nullopt;
}

}  // namespace

std::optional<Scaling> summarize_scaling(const Facts& facts, const std::vector<std::size_t>& left_out,
                                         const std::vector<ModeSummary>& modes) {
  const SeriesList all = parallel_series(facts);
  if (all.size() < 2) return std::nullopt;
  Scaling scaling;
  for (const ModeSummary& mode : modes) {
    if (mode.speedup && !mode.is_impossible && mode.workers <= facts.cpus.cores()) {
      scaling.points.push_back({.workers = mode.workers, .speedup = mode.speedup->estimate});
    }
  }
  scaling.amdahl = stats::fit_amdahl(scaling.points);
  scaling.usl = stats::fit_usl(scaling.points);
  scaling.no_advice = why_no_advice(all, modes);
  if (scaling.no_advice) return scaling;
  scaling.recommended_jobs = recommended_jobs(all, left_out);
  if (!scaling.recommended_jobs) scaling.no_advice = NoAdvice::too_few_rounds;
  return scaling;
}

}  // namespace resizer::analysis
