#include <algorithm>

#include "report/charts/chart.hpp"
#include "report/charts/style.hpp"
#include "report/charts/svg.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

constexpr double kWidthPx = 960;
constexpr double kMarginPx = 24;
constexpr double kTitlePx = 28;
constexpr double kLegendRowPx = 22;
/// Of a letter at the size of the texts; generous, since the font is not known.
constexpr double kLetterPx = 8;
constexpr double kSwatchGapPx = 6;
constexpr double kItemGapPx = 20;

std::string translated(double x_px, double y_px, const std::string& content) {
  return element("g", {{"transform", "translate(" + short_number(x_px) + ',' + short_number(y_px) + ')'}}, content);
}

struct Legend {
  std::string markup;
  double height_px = 0;
};

/// Items side by side, in as many rows as they need.
Legend draw_legend(const std::vector<LegendItem>& items, double top_px) {
  Legend legend;
  double x_px = 0;
  for (const LegendItem& item : items) {
    const double text_px = kLetterPx * static_cast<double>(util::count_code_points(item.text));
    const double item_px = kSwatchWidthPx + kSwatchGapPx + text_px;
    if (legend.height_px == 0 || x_px + item_px > kWidthPx - 2 * kMarginPx) {
      legend.height_px += kLegendRowPx;
      x_px = 0;
    }
    const std::string text = text_element(
        "text", {{"x", short_number(kSwatchWidthPx + kSwatchGapPx)}, {"y", short_number(kSwatchHeightPx - 1)}},
        item.text);
    legend.markup +=
        translated(kMarginPx + x_px, top_px + legend.height_px - kSwatchHeightPx, swatch_element(item) + text) + '\n';
    x_px += item_px + kItemGapPx;
  }
  return legend;
}

/// Without tooltips, which are half of a large chart.
std::string without_tips(std::string_view shapes) {
  constexpr std::string_view kBegin = "<title>";
  constexpr std::string_view kEnd = "</title>";
  std::string rest;
  for (std::size_t at = 0; at < shapes.size();) {
    const std::size_t begin = std::min(shapes.find(kBegin, at), shapes.size());
    rest += shapes.substr(at, begin - at);
    at = begin == shapes.size() ? begin : shapes.find(kEnd, begin) + kEnd.size();
  }
  return rest;
}

}  // namespace

std::string standalone_svg(const Chart& chart) {
  const double top_px = kMarginPx + kTitlePx;
  const Legend legend = draw_legend(chart.legend, top_px + chart.height_px);
  const std::string width = short_number(kWidthPx);
  const std::string height = short_number(top_px + chart.height_px + legend.height_px + kMarginPx);
  // Inside, 100 % is the width of the drawing, as in a page.
  const std::string drawing = element("svg",
                                      {{"x", short_number(kMarginPx)},
                                       {"y", short_number(top_px)},
                                       {"width", short_number(kWidthPx - 2 * kMarginPx)},
                                       {"height", short_number(chart.height_px)},
                                       {"overflow", "visible"}},
                                      '\n' + without_tips(chart.shapes));
  const std::string heading = text_element(
      "text", {{"class", "heading"}, {"x", short_number(kMarginPx)}, {"y", short_number(kMarginPx + 12)}}, chart.title);
  const std::string content = heading + '\n' + drawing + '\n' + legend.markup;
  return element("svg",
                 {{"xmlns", "http://www.w3.org/2000/svg"},
                  {"width", width},
                  {"height", height},
                  {"viewBox", "0 0 " + width + ' ' + height},
                  {"class", chart.css_class}},
                 text_element("title", {}, chart.title) + text_element("desc", {}, chart.words) +
                     element("style", {}, '\n' + standalone_style(chart.css_class + ' ' + content)) + '\n' +
                     element("rect", {{"class", "paper"}, {"width", "100%"}, {"height", "100%"}}, "") + '\n' +
                     content) +
         '\n';
}

}  // namespace resizer::report
