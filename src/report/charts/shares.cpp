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

std::vector<LegendItem> legend(const std::vector<Share>& shares) {
  std::vector<LegendItem> items;
  for (std::size_t part = 0; part < shares.size(); ++part) {
    items.push_back({LegendItem::Shape::box, part_class(part), shares[part].first});
  }
  return items;
}

}  // namespace

std::optional<Chart> shares_chart(Chart chart, const std::vector<std::pair<std::string, std::vector<Share>>>& bars) {
  constexpr double kRowPx = 48;
  constexpr double kBarPx = 22;
  if (bars.empty()) return std::nullopt;
  double top_px = 0;
  for (const auto& [label, shares] : bars) {
    chart.shapes += label_element(0, top_px + 12, "start", label);
    chart.words += label + ": ";
    double begin = 0;
    for (std::size_t part = 0; part < shares.size(); ++part) {
      const auto& [name, share] = shares[part];
      const std::string text = name + ' ' + util::format_percent(share);
      chart.shapes += bar_element({begin, begin + share, top_px + 18, kBarPx}, part_class(part), text);
      begin += std::max(share, 0.0);
      chart.words += text + (part + 1 < shares.size() ? ", " : ". ");
    }
    top_px += kRowPx;
  }
  chart.height_px = top_px;
  chart.legend = legend(bars.front().second);
  return chart;
}

std::optional<Chart> stages_chart(const analysis::ReportModel& report) {
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
  Chart chart;
  chart.name = "stages";
  chart.title = "Share of each stage in the time of all images";
  return shares_chart(std::move(chart), bars);
}

}  // namespace resizer::report
