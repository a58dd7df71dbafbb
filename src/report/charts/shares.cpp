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

using Bars = std::vector<std::pair<std::string, std::vector<Share>>>;

/// A smaller one cannot be seen.
bool is_visible(const Share& share) {
  return share.second >= 0.001;
}

/// The parts that some bar shows. Each has the color of its position, so that it looks the same in every chart.
std::vector<LegendItem> legend(const Bars& bars) {
  std::vector<LegendItem> items;
  for (std::size_t part = 0; part < bars.front().second.size(); ++part) {
    if (std::ranges::none_of(bars, [part](const auto& bar) { return is_visible(bar.second[part]); })) continue;
    items.push_back({LegendItem::Shape::box, part_class(part), bars.front().second[part].first});
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
    std::string words;
    double begin = 0;
    for (std::size_t part = 0; part < shares.size(); ++part) {
      if (!is_visible(shares[part])) continue;
      const auto& [name, share] = shares[part];
      const std::string text = name + ' ' + util::format_percent(share);
      chart.shapes += bar_element({begin, begin + share, top_px + 18, kBarPx}, part_class(part), text);
      begin += share;
      words += (words.empty() ? "" : ", ") + text;
    }
    chart.words += label + ": " + words + ". ";
    top_px += kRowPx;
  }
  chart.height_px = top_px;
  chart.legend = legend(bars);
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
