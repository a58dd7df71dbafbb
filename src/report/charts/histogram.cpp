#include <algorithm>
#include <cmath>

#include "analysis/histogram.hpp"
#include "report/charts/charts.hpp"
#include "report/charts/svg.hpp"
#include "report/text/shown_modes.hpp"
#include "report/text/wording.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr std::size_t kBins = 32;
/// As many as fit on a phone.
constexpr std::size_t kMostLabels = 4;
constexpr double kHeadingPx = 26;
constexpr double kPlotPx = 84;
constexpr double kRowPx = kHeadingPx + kPlotPx + 14;

std::vector<double> image_times_s(const bench::Series& series) {
  std::vector<double> times;
  for (const model::RunResult& run : series.runs) {
    for (const model::JobOutcome& outcome : run.outcomes) {
      const double time_s = util::to_seconds(outcome.duration);
      if (outcome.done() != nullptr && time_s > 0) times.push_back(time_s);
    }
  }
  return times;
}

std::string range_text(const analysis::LogAxis& axis, std::size_t bin, std::size_t count) {
  const auto edge = [&](std::size_t index) {
    const double share = static_cast<double>(index) / kBins;
    return util::format_duration(util::from_seconds(axis.least * std::pow(axis.most / axis.least, share)));
  };
  return std::to_string(count) + (count == 1 ? " image of " : " images of ") + edge(bin) + " to " + edge(bin + 1);
}

std::string bars(const std::vector<std::size_t>& counts, const analysis::LogAxis& axis, const ShownMode& mode,
                 double base_px) {
  const double tallest = static_cast<double>(std::max<std::size_t>(std::ranges::max(counts), 1));
  std::string markup;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    if (counts[bin] == 0) continue;
    const double height_px = std::max(kPlotPx * static_cast<double>(counts[bin]) / tallest, 1.5);
    markup += bar_element(
        {static_cast<double>(bin) / kBins, static_cast<double>(bin + 1) / kBins, base_px - height_px, height_px},
        "block " + mode.css_class, range_text(axis, bin, counts[bin]));
  }
  return markup;
}

std::string words_for(const analysis::ModeSummary& mode) {
  return "median " + duration_or_unknown(mode.image_median_s) + ", p95 " + duration_or_unknown(mode.image_p95_s);
}

std::string axis_markup(const analysis::LogAxis& axis, double bottom_px) {
  std::string markup;
  for (const double tick : axis.ticks(kMostLabels)) {
    const double at = axis.position(tick);
    markup += vertical_line(at, kHeadingPx, bottom_px, "grid");
    markup += label_element(at, bottom_px + 16,
                            at > 0.97   ? "end"
                            : at < 0.03 ? "start"
                                        : "middle",
                            util::format_duration(util::from_seconds(tick)), "muted");
  }
  return markup;
}

}  // namespace

std::optional<Chart> histogram_chart(const analysis::ReportModel& report) {
  const std::vector<ShownMode> modes = shown_modes(report);
  std::vector<double> all;
  for (const ShownMode& mode : modes) {
    const std::vector<double> times = image_times_s(*mode.series);
    all.insert(all.end(), times.begin(), times.end());
  }
  if (all.size() < 2) return std::nullopt;
  const analysis::LogAxis axis = analysis::axis_for(all);
  std::string markup;
  std::string words;
  double top_px = 0;
  for (const ShownMode& mode : modes) {
    const double base_px = top_px + kHeadingPx + kPlotPx;
    markup += label_element(0, top_px + kHeadingPx - 10, "start", mode.label);
    markup += label_element(1, top_px + kHeadingPx - 10, "end", words_for(*mode.summary), "muted");
    markup += bars(analysis::count_in_bins(image_times_s(*mode.series), axis, kBins), axis, mode, base_px);
    if (mode.summary->image_median_s) {
      markup += vertical_line(axis.position(*mode.summary->image_median_s), top_px + kHeadingPx, base_px, "median");
      markup += vertical_line(axis.position(*mode.summary->image_p95_s), top_px + kHeadingPx, base_px, "median p95");
    }
    markup += bar_element({0, 1, base_px, 1}, "axis");
    words += mode.label + ": " + words_for(*mode.summary) + ". ";
    top_px += kRowPx;
  }
  return Chart{.name = "image-times",
               .title = "How many images took how long",
               .words = words,
               .height_px = top_px + 18,
               .shapes = axis_markup(axis, top_px - 10) + markup};
}

}  // namespace resizer::report
