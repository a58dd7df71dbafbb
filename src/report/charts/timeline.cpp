#include <algorithm>

#include "analysis/timeline.hpp"
#include "report/charts/charts.hpp"
#include "report/charts/run_strips.hpp"
#include "report/charts/svg.hpp"
#include "report/text/shown_modes.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr double kFinest = 1.0 / 400;  ///< Of the width; about two pixels.
constexpr double kHeadingPx = 26;
constexpr double kAxisPx = 28;

StripScales scales_of(const analysis::ReportModel& report, const std::vector<ShownMode>& modes) {
  StripScales scales{.longest_s = 0, .highest_mhz = 0, .cores = report.facts.cpus.affinity_cores};
  for (const ShownMode& mode : modes) {
    const model::RunResult& run = mode.series->runs[mode.typical_round()];
    scales.longest_s = std::max(scales.longest_s, util::to_seconds(run.wall));
    for (const model::JobOutcome& outcome : run.outcomes) {
      scales.highest_mhz = std::max(scales.highest_mhz, outcome.clock_mhz.value_or(0));
    }
  }
  return scales;
}

/// What was observed during the typical round; nothing if nothing was.
bench::RunConditions conditions_of(const ShownMode& mode) {
  const auto& conditions = mode.series->conditions;
  return mode.typical_round() < conditions.size() ? conditions[mode.typical_round()] : bench::RunConditions();
}

/// One run, drawn as a lane per worker.
class RunLanes {
 public:
  RunLanes(const analysis::ReportModel& report, const ShownMode& mode, const StripScales& scales,
           std::size_t most_blocks)
      : report_(report),
        mode_(mode),
        run_(mode.series->runs[mode.typical_round()]),
        longest_s_(scales.longest_s),
        resolution_s_(scales.longest_s * std::max(kFinest, 2.0 * run_.workers / static_cast<double>(most_blocks))),
        lane_px_(run_.workers > 16  ? 9
                 : run_.workers > 6 ? 14
                                    : 22),
        strips_(run_, conditions_of(mode), scales) {}

  double height_px() const { return kHeadingPx + run_.workers * lane_px_ + strips_.height_px() + 10; }

  std::string draw(double top_px) const {
    std::string heading = mode_.label;
    if (mode_.series->runs.size() > 1) {
      heading +=
          ", round " + std::to_string(mode_.typical_round() + 1) + " of " + std::to_string(mode_.series->runs.size());
    }
    std::string markup = label_element(0, top_px + kHeadingPx - 10, "start", heading);
    markup += label_element(1, top_px + kHeadingPx - 10, "end", util::format_percent(busy()) + " busy", "muted");
    for (unsigned worker = 0; worker < run_.workers; ++worker) {
      markup += draw_lane(worker, top_px + kHeadingPx + worker * lane_px_);
    }
    const double lanes_px = run_.workers * lane_px_;
    return markup + strips_.draw_events(top_px + kHeadingPx, lanes_px) + strips_.draw(top_px + kHeadingPx + lanes_px);
  }

  std::string words() const {
    return mode_.label + ": " + std::to_string(run_.workers) + (run_.workers == 1 ? " worker" : " workers") +
           ", busy " + util::format_percent(busy()) + " of the time" + strips_.words() + ". ";
  }

 private:
  double busy() const {
    double sum = 0;
    for (unsigned worker = 0; worker < run_.workers; ++worker) sum += analysis::busy_share(run_, worker);
    return sum / run_.workers;
  }

  std::string draw_lane(unsigned worker, double top_px) const {
    const double bar_px = lane_px_ - 3;
    const double wall_s = util::to_seconds(run_.wall);
    std::string markup = bar_element({0, wall_s / longest_s_, top_px, bar_px}, "idle");
    for (const analysis::TimelineBlock& block : analysis::timeline_blocks(run_, worker, resolution_s_)) {
      const Bar bar{block.begin_s / longest_s_, block.end_s / longest_s_, top_px, bar_px};
      markup += bar_element(bar, "block " + mode_.css_class, tip(block));
      // Failures are often short: their marks have a fixed width.
      if (block.failed > 0) markup += failure_mark(bar, top_px + bar_px / 2);
    }
    return markup;
  }

  static std::string failure_mark(const Bar& bar, double middle_px) {
    return label_element((bar.begin + bar.end) / 2, middle_px + 6, "middle", "✕", "failed");
  }

  std::string tip(const analysis::TimelineBlock& block) const {
    std::string text = util::printable(report_.facts.jobs[block.job].input.filename().native());
    if (block.images > 1) text += " and " + std::to_string(block.images - 1) + " more";
    text += ", " + util::format_duration(util::from_seconds(block.end_s - block.begin_s));
    if (block.failed > 0) text += block.images > 1 ? ", " + std::to_string(block.failed) + " failed" : ", failed";
    return text;
  }

  const analysis::ReportModel& report_;
  const ShownMode& mode_;
  const model::RunResult& run_;
  double longest_s_;
  double resolution_s_;
  double lane_px_;
  RunStrips strips_;
};

}  // namespace

std::optional<Chart> timeline_chart(const analysis::ReportModel& report, const std::vector<ShownMode>& modes,
                                    std::size_t most_blocks) {
  const StripScales scales = scales_of(report, modes);
  if (scales.longest_s <= 0) return std::nullopt;
  std::string lanes;
  std::string words;
  double height_px = 0;
  for (const ShownMode& mode : modes) {
    const RunLanes run(report, mode, scales, most_blocks / modes.size());
    lanes += run.draw(height_px);
    words += run.words();
    height_px += run.height_px();
  }
  return Chart{.name = "timeline-" + std::to_string(modes.back().summary->workers),
               .title = "What each worker did when",
               .words = words,
               .height_px = height_px + kAxisPx,
               .shapes = time_axis(scales.longest_s, kHeadingPx, height_px) + lanes};
}

}  // namespace resizer::report
