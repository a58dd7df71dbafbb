#include "stats/session_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/student.hpp"
#include "stats/summary.hpp"

namespace resizer::stats {

std::optional<SampleRatio> session_ratio(double value, std::span<const double> earlier, double confidence) {
  const auto is_usable = [](double one) { return one > 0 && std::isfinite(one); };
  if (earlier.empty() || !is_usable(value) || !std::ranges::all_of(earlier, is_usable)) return std::nullopt;
  std::vector<double> logs;
  for (const double one : earlier) logs.push_back(std::log(one));
  const Summary summary = summarize(logs);
  const double log_ratio = std::log(value) - *summary.mean;
  SampleRatio ratio{.estimate = std::exp(log_ratio), .interval = {}};
  if (summary.standard_deviation) {
    const auto k = static_cast<double>(earlier.size());
    const double half = student_t(static_cast<unsigned>(earlier.size()) - 1, confidence) * *summary.standard_deviation *
                        std::sqrt(1 + 1 / k);
    ratio.interval = Interval{std::exp(log_ratio - half), std::exp(log_ratio + half), confidence};
  }
  return ratio;
}

}  // namespace resizer::stats
