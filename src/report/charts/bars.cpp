#include <algorithm>

#include "report/charts/charts.hpp"
#include "report/charts/svg.hpp"
#include "report/text/speedup_text.hpp"
#include "report/text/wording.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr Symbols kSymbols{true};

/// A bar with its interval as an error bar.
std::string wall_bar(const analysis::ModeSummary& mode, double longest_s, double top_px) {
  constexpr double kBarPx = 18;
  constexpr double kWhiskerPx = 8;
  const double wall_s = *mode.wall_s.median;
  std::string markup = bar_element({0, wall_s / longest_s, top_px, kBarPx}, std::string(name_of(mode.execution)));
  if (const auto& interval = mode.wall_s.median_interval) {
    const double middle_px = top_px + kBarPx / 2;
    markup += bar_element({interval->low / longest_s, interval->high / longest_s, middle_px - 1, 2}, "whisker");
    for (const double end : {interval->low, interval->high}) {
      markup += vertical_line(end / longest_s, middle_px - kWhiskerPx / 2, middle_px + kWhiskerPx / 2, "whisker");
    }
  }
  return markup;
}

/// The anchor that keeps a label within the edges.
std::string anchor_at(double share) {
  return share > 0.85 ? "end" : share < 0.15 ? "start" : "middle";
}

/// The largest value to show for a mode.
double reach_s(const analysis::ModeSummary& mode) {
  const auto& interval = mode.wall_s.median_interval;
  return std::max(mode.wall_s.median.value_or(0), interval ? interval->high : 0);
}

}  // namespace

std::optional<Chart> wall_chart(const analysis::ReportModel& report) {
  constexpr double kRowPx = 48;
  constexpr double kLabelPx = 16;
  double longest_s = 0;
  for (const analysis::ModeSummary& mode : report.modes) longest_s = std::max(longest_s, reach_s(mode));
  if (longest_s <= 0) return std::nullopt;
  std::string markup;
  std::string words;
  double top_px = 0;
  for (const analysis::ModeSummary& mode : report.modes) {
    if (!mode.wall_s.median) continue;
    const std::string label = mode_label(mode, kSymbols);
    const std::string wall = duration_or_unknown(mode.wall_s.median);
    words.append(label).append(" ").append(wall).append(". ");
    markup += label_element(0, top_px + kLabelPx - 4, "start", label);
    markup += label_element(1, top_px + kLabelPx - 4, "end", wall, "strong");
    markup += wall_bar(mode, longest_s, top_px + kLabelPx + 2);
    top_px += kRowPx;
  }
  return Chart{
      .name = "wall-time", .title = "Wall time of each mode", .words = words, .height_px = top_px, .shapes = markup};
}

std::optional<Chart> speedup_chart(const analysis::ReportModel& report) {
  if (!report.headline) return std::nullopt;
  const analysis::ModeSummary& mode = report.modes[*report.headline];
  const std::optional<stats::PairedRatio>& speedup = mode.speedup;
  if (!speedup) return std::nullopt;
  constexpr double kMiddlePx = 30;
  const auto& interval = speedup->interval;
  const double most = 1.08 * std::max({1.0 * mode.workers, speedup->estimate, interval ? interval->high : 0, 1.0});
  std::string markup = bar_element({0, 1, kMiddlePx - 1, 2}, "axis");
  const auto mark = [&](double ratio, const std::string& text) {
    markup += vertical_line(ratio / most, kMiddlePx - 8, kMiddlePx + 8, "mark");
    markup += label_element(ratio / most, kMiddlePx + 24, anchor_at(ratio / most), text, "muted");
  };
  mark(1, "1×: no gain");
  if (mode.workers > 1) mark(mode.workers, std::to_string(mode.workers) + "×: ideal");
  if (interval) markup += bar_element({interval->low / most, interval->high / most, kMiddlePx - 5, 10}, "interval");
  markup += element("circle",
                    {{"class", "parallel"},
                     {"cx", percent_length(speedup->estimate / most)},
                     {"cy", short_number(kMiddlePx)},
                     {"r", "6"}},
                    "");
  return Chart{.name = "speedup",
               .title = "Speedup of " + mode_label(mode, kSymbols) + " over the sequential mode",
               .words = speedup_text(mode, true),
               .height_px = kMiddlePx + 30,
               .shapes = markup};
}

}  // namespace resizer::report
