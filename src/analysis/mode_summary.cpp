#include "analysis/mode_summary.hpp"

#include <algorithm>

#include "stats/summary.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

/// Figures of complete runs, one value per run.
struct RunFigures {
  std::vector<double> wall_s;
  std::vector<double> cpu_s;
  std::vector<double> images_per_s;
  std::vector<double> input_megapixels_per_s;
};

void add_run(const model::RunResult& run, RunFigures& figures) {
  double images = 0;
  double megapixels = 0;
  for (const model::JobOutcome& outcome : run.outcomes) {
    const model::Done* done = outcome.done();
    if (done == nullptr) continue;
    images += 1;
    megapixels += static_cast<double>(done->report.input.width_px) * done->report.input.height_px / 1e6;
  }
  const double wall_s = util::to_seconds(run.wall);
  figures.wall_s.push_back(wall_s);
  figures.cpu_s.push_back(util::to_seconds(run.cpu.total()));
  if (wall_s > 0) {
    figures.images_per_s.push_back(images / wall_s);
    figures.input_megapixels_per_s.push_back(megapixels / wall_s);
  }
}

/// Of the complete runs whose energy is known.
std::optional<EnergyUse> energy_use(const bench::Series& series) {
  std::vector<double> joules_per_image;
  std::vector<double> watts;
  std::vector<double> energy_delay_js;
  for (std::size_t i = 0; i < std::min(series.runs.size(), series.conditions.size()); ++i) {
    const model::RunResult& run = series.runs[i];
    const std::optional<double>& joules = series.conditions[i].energy_joules;
    const auto images =
        std::ranges::count_if(run.outcomes, [](const auto& outcome) { return outcome.done() != nullptr; });
    const double wall_s = util::to_seconds(run.wall);
    if (!joules || !run.is_complete() || images == 0 || wall_s <= 0) continue;
    joules_per_image.push_back(*joules / static_cast<double>(images));
    watts.push_back(*joules / wall_s);
    energy_delay_js.push_back(*joules * wall_s);
  }
  if (watts.empty()) return std::nullopt;
  return EnergyUse{.joules_per_image = stats::summarize(joules_per_image),
                   .watts = stats::summarize(watts),
                   .energy_delay_js = stats::summarize(energy_delay_js)};
}

/// Counts each image once: one that failed in any run is failed.
void count_images(const bench::Series& series, ModeSummary& mode) {
  const std::size_t images = series.runs.empty() ? 0 : series.runs.front().outcomes.size();
  for (std::size_t job = 0; job < images; ++job) {
    const auto done = [job](const model::RunResult& run) { return run.outcomes[job].done() != nullptr; };
    const auto failed = [job](const model::RunResult& run) { return run.outcomes[job].failed(); };
    if (std::ranges::any_of(series.runs, failed)) {
      ++mode.failed;
    } else if (std::ranges::all_of(series.runs, done)) {
      ++mode.done;
    } else {
      ++mode.interrupted;
    }
  }
}

}  // namespace

ModeSummary summarize(const bench::Series& series) {
  ModeSummary mode;
  mode.execution = series.execution;
  mode.workers = series.workers;
  RunFigures figures;
  std::vector<double> image_s;
  for (const model::RunResult& run : series.runs) {
    for (const model::JobOutcome& outcome : run.outcomes) {
      const model::Done* done = outcome.done();
      if (done == nullptr) continue;
      image_s.push_back(util::to_seconds(outcome.duration));
      mode.stage_times += done->report.times;
    }
    mode.missing_workers = std::max(mode.missing_workers, run.missing_workers);
    mode.suspended += run.suspended;
    if (!run.is_complete()) continue;
    add_run(run, figures);
  }
  count_images(series, mode);
  mode.wall_s = stats::summarize(figures.wall_s);
  mode.outlier_rounds = stats::find_outliers(figures.wall_s);
  mode.is_first_round_slow = stats::is_first_slow(figures.wall_s);
  mode.cpu_s = stats::median(figures.cpu_s);
  mode.images_per_s = stats::median(figures.images_per_s);
  mode.input_megapixels_per_s = stats::median(figures.input_megapixels_per_s);
  mode.image_median_s = stats::median(image_s);
  mode.energy = energy_use(series);
  mode.image_p95_s = stats::quantile(image_s, 0.95);
  return mode;
}

}  // namespace resizer::analysis
