#include "analysis/typical_round.hpp"

#include <algorithm>
#include <vector>

namespace resizer::analysis {

std::optional<std::size_t> typical_round(const bench::Series& series) {
  std::vector<std::size_t> complete;
  for (std::size_t round = 0; round < series.runs.size(); ++round) {
    if (series.runs[round].is_complete()) complete.push_back(round);
  }
  if (complete.empty()) return std::nullopt;
  const auto middle = complete.begin() + static_cast<std::ptrdiff_t>((complete.size() - 1) / 2);
  std::ranges::nth_element(complete, middle, {}, [&](std::size_t round) { return series.runs[round].wall; });
  return *middle;
}

}  // namespace resizer::analysis
