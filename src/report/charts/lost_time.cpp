#include <algorithm>

#include "report/charts/charts.hpp"
#include "util/quantity.hpp"

namespace resizer::report {

std::optional<Chart> lost_time_chart(const ShownMode& pool) {
  if (!pool.summary->lost_time) return std::nullopt;
  const analysis::LostTime& lost = *pool.summary->lost_time;
  const double useful_s = util::to_seconds(lost.worker_time - lost.parts.total());
  // A negative part, of which the pool needed less, cannot be drawn; it is in
  // the table.
  double whole_s = useful_s;
  for (const auto& [name, part] : analysis::kLostParts) whole_s += std::max(util::to_seconds(lost.parts.*part), 0.0);
  if (!(whole_s > 0)) return std::nullopt;
  std::vector<Share> shares{{"what the sequential mode took", useful_s / whole_s}};
  for (const auto& [name, part] : analysis::kLostParts) {
    shares.emplace_back(name, std::max(util::to_seconds(lost.parts.*part), 0.0) / whole_s);
  }
  Chart chart;
  chart.name = "lost-time-" + std::to_string(pool.summary->workers);
  chart.title = "Where the workers' time went";
  chart.css_class = "lost";
  return shares_chart(std::move(chart), {{pool.label, std::move(shares)}});
}

}  // namespace resizer::report
