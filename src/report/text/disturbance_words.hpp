#pragma once

#include <string>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// What happened to the machine during the measurement, with its rounds: "other programs took 41.0 % of the cores in
/// rounds 2 and 3", "heat lowered the clock in round 2".
std::vector<std::string> disturbance_warnings(const analysis::ReportModel& report);

}  // namespace resizer::report
