#pragma once

#include <vector>

#include "resizer/report/report_model.hpp"
#include "resizer/util/error.hpp"

namespace resizer::app {

/// Writes the report in each format that is asked for. A file that cannot be written does not keep the others from
/// being so: returns an error for each, naming it.
std::vector<util::Error> write_report_files(const report::ReportModel& report);

}  // namespace resizer::app
