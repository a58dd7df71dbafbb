#include <algorithm>

#include "report/charts/charts.hpp"
#include "report/charts/svg.hpp"
#include "report/text/shown_modes.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

std::string part_class(std::size_t part) {
  return "part" + std::to_string(part);
}

std::string legend(const std::vector<Share>& shares) {
  std::string items;
  for (std::size_t part = 0; part < shares.size(); ++part) {
    items += element("li", {},
                     element("span", {{"class", "swatch " + part_class(part)}}, "") + escaped_html(shares[part].first));
  }
  return element("ul", {{"class", "legend"}}, items) + '\n';
}

}  // namespace

std::string shares_chart(const std::vector<std::pair<std::string, std::vector<Share>>>& bars, const std::string& title,
                         const std::string& css_class) {
  constexpr double kRowPx = 48;
  constexpr double kBarPx = 22;
  if (bars.empty()) return {};
  std::string markup;
  std::string words;
  double top_px = 0;
  for (const auto& [label, shares] : bars) {
    markup += label_element(0, top_px + 12, "start", label);
    words += label + ": ";
    double begin = 0;
    for (std::size_t part = 0; part < shares.size(); ++part) {
      const auto& [name, share] = shares[part];
      const std::string text = name + ' ' + util::format_percent(share);
      markup += bar_element({begin, begin + share, top_px + 18, kBarPx}, part_class(part), text);
      begin += std::max(share, 0.0);
      words += text + (part + 1 < shares.size() ? ", " : ". ");
    }
    top_px += kRowPx;
  }
  return element("div", {{"class", css_class}}, drawing(top_px, title, words, markup) + legend(bars.front().second));
}

std::string stages_chart(const analysis::ReportModel& report) {
  std::vector<std::pair<std::string, std::vector<Share>>> bars;
  for (const ShownMode& mode : shown_modes(report)) {
    const double total_s = util::to_seconds(mode.summary->stage_times.total());
    if (total_s <= 0) continue;
    std::vector<Share> shares;
    shares.reserve(analysis::kStages.size());
    for (const auto& [name, member] : analysis::kStages) {
      shares.emplace_back(name, util::to_seconds(mode.summary->stage_times.*member) / total_s);
    }
    bars.emplace_back(mode.label, std::move(shares));
  }
  return shares_chart(bars, "Share of each stage in the time of all images", "stages");
}

}  // namespace resizer::report
