#include "report/charts/svg.hpp"

#include <algorithm>
#include <cmath>

#include "util/quantity.hpp"

namespace resizer::report {

std::string bar_element(const Bar& bar, const std::string& css_class, const std::string& tip) {
  return element("rect",
                 {{"class", css_class},
                  {"x", percent_length(bar.begin)},
                  {"width", percent_length(std::max(bar.end - bar.begin, 0.0))},
                  {"y", short_number(bar.top_px)},
                  {"height", short_number(bar.height_px)}},
                 tip.empty() ? "" : text_element("title", {}, tip)) +
         '\n';
}

std::string vertical_line(double at, double top_px, double bottom_px, const std::string& css_class) {
  return element("line",
                 {{"class", css_class},
                  {"x1", percent_length(at)},
                  {"x2", percent_length(at)},
                  {"y1", short_number(top_px)},
                  {"y2", short_number(bottom_px)}},
                 "") +
         '\n';
}

std::string label_element(double at, double baseline_px, const std::string& anchor, const std::string& text,
                          const std::string& css_class) {
  Attributes attributes{{"x", percent_length(at)}, {"y", short_number(baseline_px)}, {"text-anchor", anchor}};
  if (!css_class.empty()) attributes.emplace_back("class", css_class);
  return text_element("text", attributes, text) + '\n';
}

std::string swatch_element(const LegendItem& item) {
  const std::string middle = short_number(kSwatchHeightPx / 2);
  const std::string height = short_number(kSwatchHeightPx);
  switch (item.shape) {
    case LegendItem::Shape::box:
      return element("rect", {{"class", item.css_class}, {"width", short_number(kSwatchWidthPx)}, {"height", height}},
                     "");
    case LegendItem::Shape::dot:
      return element("circle",
                     {{"class", item.css_class}, {"cx", short_number(kSwatchWidthPx / 2)}, {"cy", middle}, {"r", "5"}},
                     "");
    case LegendItem::Shape::line:
      return element("line",
                     {{"class", item.css_class}, {"x2", short_number(kSwatchWidthPx)}, {"y1", middle}, {"y2", middle}},
                     "");
  }
  return {};
}

std::vector<double> round_ticks(double most, int count) {
  std::vector<double> ticks;
  if (!(most > 0)) return ticks;
  const double rough = most / count;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.5, 2.0, 1.0}) {
    if (rough <= factor * power) step = factor * power;
  }
  for (int i = 0; i * step <= most * (1 + 1e-9); ++i) ticks.push_back(i * step);
  return ticks;
}

std::string time_axis(double most_s, double top_px, double bottom_px) {
  constexpr double kLabelBaseline = 16;
  constexpr double kLastLabel = 0.93;  // Further right a centered label would overflow.
  std::string markup;
  for (const double tick : round_ticks(most_s, 4)) {
    const double at = tick / most_s;
    markup += vertical_line(at, top_px, bottom_px, "grid");
    const std::string text = tick > 0 ? util::format_duration(util::from_seconds(tick)) : "0";
    const char* anchor = tick > 0 ? (at > kLastLabel ? "end" : "middle") : "start";
    markup += label_element(at, bottom_px + kLabelBaseline, anchor, text, "muted");
  }
  return markup;
}

}  // namespace resizer::report
