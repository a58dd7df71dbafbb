#include <algorithm>

#include "analysis/clock_curve.hpp"
#include "analysis/timeline.hpp"
#include "report/charts/charts.hpp"
#include "report/charts/svg.hpp"
#include "report/text/shown_modes.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr double kFinest = 1.0 / 400;  ///< Of the width; about two pixels.
constexpr double kHeadingPx = 26;
constexpr double kAxisPx = 28;
constexpr double kClockPx = 24;       ///< From a clock of 0 to the highest.
constexpr double kClockLabelPx = 16;  ///< Above it.
constexpr double kClockPeriods = 60;  ///< In the width.

/// What all runs share.
struct Axes {
  double longest_s = 0;    ///< Wall time of the longest run: the width.
  double highest_mhz = 0;  ///< Of all readings: the height of the curves of the clock.
};

Axes axes_of(const std::vector<ShownMode>& modes) {
  Axes axes;
  for (const ShownMode& mode : modes) {
    const model::RunResult& run = mode.series->runs[mode.typical_round()];
    axes.longest_s = std::max(axes.longest_s, util::to_seconds(run.wall));
    for (const model::JobOutcome& outcome : run.outcomes) {
      axes.highest_mhz = std::max(axes.highest_mhz, outcome.clock_mhz.value_or(0));
    }
  }
  return axes;
}

/// The clock of one run, as a thin curve below its lanes.
class ClockCurve {
 public:
  ClockCurve(const model::RunResult& run, const Axes& axes)
      : points_(analysis::clock_curve(run, axes.longest_s / kClockPeriods)), axes_(axes) {}

  /// One point is no curve.
  bool is_empty() const { return points_.size() < 2; }
  double height_px() const { return is_empty() ? 0 : kClockLabelPx + kClockPx; }

  std::string draw(double top_px) const {
    if (is_empty()) return {};
    constexpr double kUnits = 1000;  // side of the square in which the curve is drawn, stretched to its place
    std::string points;
    for (const auto& [at_s, mhz] : points_) {
      points += (points.empty() ? "" : " ") + short_number(kUnits * std::min(at_s / axes_.longest_s, 1.0)) + ',' +
                short_number(kUnits * (1 - mhz / axes_.highest_mhz));
    }
    const std::string units = short_number(kUnits);
    return label_element(0, top_px + kClockLabelPx - 4, "start", words(), "muted") +
           bar_element({0, 1, top_px + kClockLabelPx + kClockPx, 1}, "axis") +
           element("svg",
                   {{"y", short_number(top_px + kClockLabelPx)},
                    {"width", "100%"},
                    {"height", short_number(kClockPx)},
                    {"viewBox", "0 0 " + units + ' ' + units},
                    {"preserveAspectRatio", "none"}},
                   element("polyline", {{"class", "curve clock"}, {"points", points}}, "")) +
           '\n';
  }

  /// "clock 2.90 to 3.20 GHz"
  std::string words() const {
    return "clock " + util::format_number(lowest() / 1000) + " to " + util::format_number(highest() / 1000) + " GHz";
  }

 private:
  double lowest() const { return std::ranges::min_element(points_, {}, &analysis::ClockPoint::mhz)->mhz; }
  double highest() const { return std::ranges::max_element(points_, {}, &analysis::ClockPoint::mhz)->mhz; }

  std::vector<analysis::ClockPoint> points_;
  Axes axes_;
};

/// One run, drawn as a lane per worker.
class RunLanes {
 public:
  RunLanes(const analysis::ReportModel& report, const ShownMode& mode, const Axes& axes, std::size_t most_blocks)
      : report_(report),
        mode_(mode),
        run_(mode.series->runs[mode.typical_round()]),
        longest_s_(axes.longest_s),
        resolution_s_(axes.longest_s * std::max(kFinest, 2.0 * run_.workers / static_cast<double>(most_blocks))),
        lane_px_(run_.workers > 16  ? 9
                 : run_.workers > 6 ? 14
                                    : 22),
        clock_(run_, axes) {}

  double height_px() const { return kHeadingPx + run_.workers * lane_px_ + clock_.height_px() + 10; }

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
    return markup + clock_.draw(top_px + kHeadingPx + run_.workers * lane_px_);
  }

  std::string words() const {
    return mode_.label + ": " + std::to_string(run_.workers) + (run_.workers == 1 ? " worker" : " workers") +
           ", busy " + util::format_percent(busy()) + " of the time" +
           (clock_.is_empty() ? "" : ", " + clock_.words()) + ". ";
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
  ClockCurve clock_;
};

}  // namespace

std::optional<Chart> timeline_chart(const analysis::ReportModel& report, const std::vector<ShownMode>& modes,
                                    std::size_t most_blocks) {
  const Axes axes = axes_of(modes);
  if (axes.longest_s <= 0) return std::nullopt;
  std::string lanes;
  std::string words;
  double height_px = 0;
  for (const ShownMode& mode : modes) {
    const RunLanes run(report, mode, axes, most_blocks / modes.size());
    lanes += run.draw(height_px);
    words += run.words();
    height_px += run.height_px();
  }
  return Chart{.name = "timeline-" + std::to_string(modes.back().summary->workers),
               .title = "What each worker did when",
               .words = words,
               .height_px = height_px + kAxisPx,
               .shapes = time_axis(axes.longest_s, kHeadingPx, height_px) + lanes};
}

}  // namespace resizer::report
