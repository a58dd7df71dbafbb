#pragma once

#include <optional>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// None for fewer than two parallel modes.
std::optional<Scaling> summarize_scaling(const Facts& facts, const std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
