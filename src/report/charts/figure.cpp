#include "report/charts/chart.hpp"
#include "report/charts/svg.hpp"

namespace resizer::report {
namespace {

std::string legend_list(const std::vector<LegendItem>& legend) {
  std::string items;
  for (const LegendItem& item : legend) {
    const std::string swatch = element("svg",
                                       {{"class", "swatch"},
                                        {"width", short_number(kSwatchWidthPx)},
                                        {"height", short_number(kSwatchHeightPx)},
                                        {"aria-hidden", "true"}},
                                       swatch_element(item));
    items += element("li", {}, swatch + escaped_html(item.text));
  }
  return items.empty() ? "" : element("ul", {{"class", "legend"}}, items) + '\n';
}

std::string save_link(const Chart& chart) {
  return text_element("a",
                      {{"class", "save"},
                       {"download", "resizer-" + chart.name + ".svg"},
                       {"href", "data:image/svg+xml;base64," + base64(standalone_svg(chart))},
                       {"aria-label", "Save as SVG: " + chart.title}},
                      "Save as SVG") +
         '\n';
}

}  // namespace

std::string figure_element(const std::optional<Chart>& chart) {
  if (!chart) return {};
  const std::string drawing =
      element("svg",
              {{"width", "100%"},
               {"height", short_number(chart->height_px)},
               {"role", "img"},
               {"aria-label", chart->title + ". " + chart->words}},
              text_element("title", {}, chart->title) + text_element("desc", {}, chart->words) + '\n' + chart->shapes);
  return element("div", {{"class", chart->css_class.empty() ? "drawing" : "drawing " + chart->css_class}},
                 '\n' + drawing + '\n' + legend_list(chart->legend) + save_link(*chart)) +
         '\n';
}

}  // namespace resizer::report
