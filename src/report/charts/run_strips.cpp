#include "report/charts/run_strips.hpp"

#include <algorithm>

#include "analysis/clock_curve.hpp"
#include "report/charts/svg.hpp"
#include "report/text/disturbance_words.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr double kStripPx = 24;
constexpr double kLabelPx = 20;       ///< Above it.
constexpr double kLabelGapPx = 7;     ///< Below the text.
constexpr double kClockPeriods = 60;  ///< In the width.

std::string range(double low, double high) {
  return util::format_number(low) + " to " + util::format_number(high);
}

}  // namespace

RunStrips::RunStrips(const model::RunResult& run, const bench::RunConditions& conditions, const StripScales& scales)
    : scales_(scales), events_(conditions.events) {
  add_clock(run);
  add_load(conditions.loads);
}

void RunStrips::add_clock(const model::RunResult& run) {
  const std::vector<analysis::ClockPoint> points = analysis::clock_curve(run, scales_.longest_s / kClockPeriods);
  if (points.size() < 2) return;  // one point is no curve
  constexpr double kMhzPerGhz = 1000;
  const auto [low, high] = std::ranges::minmax_element(points, {}, &analysis::ClockPoint::mhz);
  Strip strip{.label = "clock " + range(low->mhz / kMhzPerGhz, high->mhz / kMhzPerGhz) + " GHz",
              .css_class = "curve clock",
              .points = {}};
  for (const auto& [at_s, mhz] : points) strip.points.push_back({at_s, mhz / scales_.highest_mhz});
  strips_.push_back(std::move(strip));
}

/// Steps: a load is that of the time since the one before.
void RunStrips::add_load(const std::vector<bench::LoadAt>& loads) {
  if (loads.size() < 2) return;
  const auto busy = [](const bench::LoadAt& at) { return at.load.busy_cores; };
  const auto [low, high] = std::ranges::minmax_element(loads, {}, busy);
  Strip strip{.label = range(busy(*low), busy(*high)) + " of " + std::to_string(scales_.cores) +
                       " cores busy, with all programs",
              .css_class = "curve load",
              .points = {}};
  double begin_s = 0;
  for (const bench::LoadAt& load : loads) {
    const double height = std::min(busy(load) / scales_.cores, 1.0);
    const double end_s = util::to_seconds(load.at);
    strip.points.push_back({begin_s, height});
    strip.points.push_back({end_s, height});
    begin_s = end_s;
  }
  strips_.push_back(std::move(strip));
}

double RunStrips::height_px() const {
  return static_cast<double>(strips_.size()) * (kLabelPx + kStripPx);
}

std::string RunStrips::draw(double top_px) const {
  std::string markup;
  for (const Strip& strip : strips_) {
    markup += draw(strip, top_px);
    top_px += kLabelPx + kStripPx;
  }
  return markup;
}

std::string RunStrips::draw(const Strip& strip, double top_px) const {
  constexpr double kUnits = 1000;  // side of the square in which the curve is drawn, stretched to its place
  std::string points;
  for (const auto& [at_s, height] : strip.points) {
    points += (points.empty() ? "" : " ") + short_number(kUnits * std::min(at_s / scales_.longest_s, 1.0)) + ',' +
              short_number(kUnits * (1 - height));
  }
  const std::string units = short_number(kUnits);
  return label_element(0, top_px + kLabelPx - kLabelGapPx, "start", strip.label, "muted") +
         bar_element({0, 1, top_px + kLabelPx + kStripPx, 1}, "axis") +
         element("svg",
                 {{"y", short_number(top_px + kLabelPx)},
                  {"width", "100%"},
                  {"height", short_number(kStripPx)},
                  {"viewBox", "0 0 " + units + ' ' + units},
                  {"preserveAspectRatio", "none"}},
                 element("polyline", {{"class", strip.css_class}, {"points", points}}, "")) +
         '\n';
}

std::string RunStrips::draw_events(double top_px, double lanes_px) const {
  std::string markup;
  for (const bench::TimedEvent& event : events_) {
    const double at = std::min(util::to_seconds(event.at) / scales_.longest_s, 1.0);
    const Bar mark{std::max(at - 0.002, 0.0), std::min(at + 0.002, 1.0), top_px - 4, lanes_px + 4};
    markup += bar_element(mark, "event", event_text(event.event) + " at " + util::format_duration(event.at));
  }
  return markup;
}

std::string RunStrips::words() const {
  std::string words;
  for (const Strip& strip : strips_) words += ", " + strip.label;
  for (const bench::TimedEvent& event : events_) {
    words += ", " + event_text(event.event) + " at " + util::format_duration(event.at);
  }
  return words;
}

}  // namespace resizer::report
