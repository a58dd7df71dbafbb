#pragma once

#include <optional>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// What the parallel modes say together; none for fewer than two.
std::optional<Scaling> summarize_scaling(const Facts& facts, const std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
