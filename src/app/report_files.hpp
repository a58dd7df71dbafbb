#pragma once

#include <vector>

#include "analysis/report_model.hpp"
#include "util/error.hpp"

namespace resizer::app {

/// Writes the report in each format that is asked for. A file that cannot be written does not keep the others from
/// being so: returns an error for each, naming it.
std::vector<util::Error> write_report_files(const analysis::ReportModel& report);

}  // namespace resizer::app
