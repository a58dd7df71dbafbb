#include <algorithm>
#include <cmath>

#include "report/charts/charts.hpp"
#include "report/charts/svg.hpp"
#include "report/text/wording.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr double kPlotPx = 240;
constexpr double kLeft = 0.05;   ///< Of the speedup axis, left of which its labels are.
constexpr double kUnits = 1000;  ///< Side of the square in which curves are
                                 ///< drawn, stretched to the plot.
constexpr int kCurvePoints = 64;

/// Maps workers and speedups to the plot.
struct Plane {
  double workers = 1;  ///< At the right end.
  double speedup = 1;  ///< At the top.

  double x(double at) const { return kLeft + (1 - kLeft) * at / workers; }
  double y_px(double at) const { return kPlotPx * (1 - at / speedup); }
};

Plane plane_of(const analysis::ReportModel& report) {
  Plane plane;
  for (const analysis::ModeSummary& mode : report.modes) {
    const std::optional<stats::PairedRatio>& speedup = mode.speedup;
    if (!speedup) continue;
    plane.workers = std::max(plane.workers, 1.0 * mode.workers);
    plane.speedup = std::max({plane.speedup, speedup->estimate, speedup->interval ? speedup->interval->high : 0.0,
                              mode.ceiling ? mode.ceiling->computing : 0.0});
  }
  plane.workers *= 1.06;
  plane.speedup = std::max(plane.speedup * 1.15, 2.0);
  return plane;
}

/// A curve from 0 workers to the right end, clipped at the top.
template <class SpeedupAt>
std::string curve(const Plane& plane, const std::string& name, SpeedupAt speedup_at) {
  std::string points;
  for (int i = 0; i <= kCurvePoints; ++i) {
    const double workers = std::max(plane.workers * i / kCurvePoints, 0.001);
    const double speedup = speedup_at(workers);
    if (speedup > plane.speedup) break;
    points += (points.empty() ? "" : " ") + short_number(kUnits * (kLeft + (1 - kLeft) * workers / plane.workers)) +
              ',' + short_number(kUnits * (1 - speedup / plane.speedup));
  }
  return element("polyline", {{"class", "curve " + name}, {"points", points}}, "") + '\n';
}

/// Straight between the CPU counts that were measured together, level beyond them.
double ceiling_at(double workers, const std::vector<bench::Together>& together) {
  bench::Together below{.cpus = 0, .computing = 0, .streaming = {}};
  for (const bench::Together& above : together) {
    if (workers <= above.cpus) {
      return std::lerp(below.computing, above.computing, (workers - below.cpus) / (above.cpus - below.cpus));
    }
    below = above;
  }
  return below.computing;
}

std::string curves(const Plane& plane, const analysis::Scaling& scaling,
                   const std::optional<bench::Calibration>& calibration) {
  std::string markup = curve(plane, "ideal", [](double workers) { return workers; });
  if (calibration) {
    markup += curve(plane, "ceiling", [&](double workers) { return ceiling_at(workers, calibration->together); });
  }
  if (scaling.amdahl) {
    markup += curve(plane, "amdahl", [&](double workers) { return scaling.amdahl->speedup_at(workers); });
  }
  if (scaling.usl) {
    markup += curve(plane, "usl", [&](double workers) { return scaling.usl->speedup_at(workers); });
  }
  const std::string units = short_number(kUnits);
  return element("svg",
                 {{"width", "100%"},
                  {"height", short_number(kPlotPx)},
                  {"viewBox", "0 0 " + units + ' ' + units},
                  {"preserveAspectRatio", "none"}},
                 '\n' + markup) +
         '\n';
}

std::string points(const Plane& plane, const analysis::ReportModel& report) {
  std::string markup;
  for (const analysis::ModeSummary& mode : report.modes) {
    const std::optional<stats::PairedRatio>& speedup = mode.speedup;
    if (!speedup) continue;
    const double x = plane.x(mode.workers);
    if (const auto& interval = speedup->interval) {
      markup += vertical_line(x, plane.y_px(interval->high), plane.y_px(interval->low), "whisker");
    }
    const std::string text = util::format_number(speedup->estimate) + "×";
    markup += element("circle",
                      {{"class", "parallel"},
                       {"cx", percent_length(x)},
                       {"cy", short_number(plane.y_px(speedup->estimate))},
                       {"r", "5"}},
                      text_element("title", {}, mode_label(mode, Symbols{true}) + ": " + text)) +
              '\n';
    markup += label_element(x, kPlotPx + 16, "middle", std::to_string(mode.workers), "muted");
  }
  return markup;
}

std::string speedup_axis(const Plane& plane) {
  std::string markup;
  for (const double tick : round_ticks(plane.speedup, 4)) {
    const double y_px = plane.y_px(tick);
    markup += bar_element({kLeft, 1, y_px, 1}, "axis");
    markup += label_element(0, y_px + 4, "start", short_number(tick) + "×", "muted");
  }
  return markup;
}

/// Where the cores end, and where the fast ones do.
std::string knees(const Plane& plane, const std::vector<machine::CoreKind>& kinds) {
  std::string markup;
  std::size_t cores = 0;
  std::size_t threads = 0;
  const auto add = [&](std::size_t count, const std::string& name) {
    const double x = plane.x(static_cast<double>(count));
    if (x >= 1) return;
    markup += vertical_line(x, 0, kPlotPx, "knee") + label_element(x, 10, "middle", name, "muted");
  };
  for (const machine::CoreKind& kind : kinds) threads += kind.cpus.size();
  for (const machine::CoreKind& kind : kinds) {
    cores += kind.cores.size();
    if (cores == threads) break;
    add(cores, &kind == &kinds.back() ? "all cores" : "fast cores");
  }
  return markup;
}

std::vector<LegendItem> legend(const analysis::Scaling& scaling, bool has_ceiling) {
  using Shape = LegendItem::Shape;
  std::vector<LegendItem> items{{Shape::dot, "parallel", "measured"}, {Shape::line, "curve ideal", "ideal"}};
  if (has_ceiling) items.push_back({Shape::line, "curve ceiling", "possible on these cores"});
  if (scaling.amdahl) items.push_back({Shape::line, "curve amdahl", "Amdahl's law"});
  if (scaling.usl) items.push_back({Shape::line, "curve usl", "Universal Scalability Law"});
  return items;
}

}  // namespace

std::optional<Chart> scaling_chart(const analysis::ReportModel& report) {
  if (!report.scaling || report.scaling->points.empty()) return std::nullopt;
  const Plane plane = plane_of(report);
  std::string words;
  for (const analysis::ModeSummary& mode : report.modes) {
    const std::optional<stats::PairedRatio>& speedup = mode.speedup;
    if (speedup) words += mode_label(mode, Symbols{true}) + ": " + util::format_number(speedup->estimate) + ". ";
  }
  return Chart{.name = "scaling",
               .title = "Speedup by number of workers",
               .words = words,
               .height_px = kPlotPx + 22,
               .shapes = speedup_axis(plane) + knees(plane, report.facts.context.machine.allowed_core_kinds) +
                         curves(plane, *report.scaling, report.facts.calibration) + points(plane, report),
               .legend = legend(*report.scaling, report.facts.calibration.has_value())};
}

}  // namespace resizer::report
