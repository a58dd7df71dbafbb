#pragma once

#include <string>
#include <vector>

#include "report/text/wording.hpp"

namespace resizer::report {

/// Why the figures are unreliable, one line for each reason: the build, the machine, the rounds of some modes.
std::vector<std::string> doubts(const analysis::ReportModel& report, const Symbols& symbols);

}  // namespace resizer::report
