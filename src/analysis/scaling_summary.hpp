#pragma once

#include <optional>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// None for fewer than two parallel modes. `left_out`: rounds that the pools are not compared by.
std::optional<Scaling> summarize_scaling(const Facts& facts, const std::vector<std::size_t>& left_out,
                                         const std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
