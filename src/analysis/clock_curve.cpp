#include "analysis/clock_curve.hpp"

#include <cmath>
#include <map>

#include "stats/summary.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {

std::vector<ClockPoint> clock_curve(const model::RunResult& run, double period_s) {
  std::map<double, std::vector<double>> readings;  // by the number of their period
  for (const model::JobOutcome& outcome : run.outcomes) {
    if (!outcome.clock_mhz) continue;
    const double read_at_s = util::to_seconds(outcome.start + outcome.duration);
    readings[std::floor(read_at_s / period_s)].push_back(*outcome.clock_mhz);
  }
  std::vector<ClockPoint> curve;
  curve.reserve(readings.size());
  for (const auto& [period, mhz] : readings) {
    curve.push_back({.at_s = (period + 0.5) * period_s, .mhz = *stats::median(mhz)});
  }
  return curve;
}

}  // namespace resizer::analysis
