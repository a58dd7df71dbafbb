#include <algorithm>

#include "report/charts/charts.hpp"
#include "report/text/shown_modes.hpp"
#include "util/quantity.hpp"

namespace resizer::report {

std::string lost_time_chart(const analysis::ReportModel& report) {
  const std::vector<ShownMode> modes = shown_modes(report);
  if (modes.empty() || !modes.back().summary->lost_time) return {};
  const analysis::LostTime& lost = *modes.back().summary->lost_time;
  const double useful_s = util::to_seconds(lost.worker_time - lost.parts.total());
  // A negative part, of which the pool needed less, cannot be drawn; it is in
  // the table.
  double whole_s = useful_s;
  for (const auto& [name, part] : analysis::kLostParts) whole_s += std::max(util::to_seconds(lost.parts.*part), 0.0);
  if (!(whole_s > 0)) return {};
  std::vector<Share> shares{{"what the sequential mode took", useful_s / whole_s}};
  for (const auto& [name, part] : analysis::noticeable_parts(report.modes)) {
    shares.emplace_back(name, std::max(util::to_seconds(lost.parts.*part), 0.0) / whole_s);
  }
  return shares_chart({{modes.back().label, std::move(shares)}}, "Where the workers' time went", "lost");
}

}  // namespace resizer::report
