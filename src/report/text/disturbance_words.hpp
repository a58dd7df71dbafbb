#pragma once

#include <string>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// "heat lowered the clock", "the power source changed to battery".
std::string event_text(const machine::Event& event);

/// What happened to the machine during the measurement, with its rounds: "other programs took 41.0 % of the cores in
/// rounds 2 and 3", "heat lowered the clock in round 2".
std::vector<std::string> disturbance_warnings(const analysis::ReportModel& report);

}  // namespace resizer::report
