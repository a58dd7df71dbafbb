#pragma once

#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// One warning of each kind that applies to some mode, in the order of ModeWarning::Kind.
std::vector<ModeWarning> find_mode_warnings(const std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
