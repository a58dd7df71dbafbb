#pragma once

#include <optional>
#include <vector>

#include "resizer/report/report_model.hpp"

namespace resizer::report {

/// What the parallel modes say together; none for fewer than two.
std::optional<Scaling> summarize_scaling(const Facts& facts, const std::vector<ModeSummary>& modes);

}  // namespace resizer::report
