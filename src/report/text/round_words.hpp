#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// As many as were requested, or as it took.
std::size_t rounds_of(const analysis::ReportModel& report);

/// "6 rounds", or why there were no more: "15 rounds were enough for a precision of 1 %"; then, whether some were left
/// out: "2 rounds of warm-up were found and left out". Nothing for a single round.
std::vector<std::string> rounds_texts(const analysis::ReportModel& report);

}  // namespace resizer::report
