#pragma once

#include <filesystem>
#include <vector>

#include "analysis/report_model.hpp"
#include "util/error.hpp"

namespace resizer::app {

struct WrittenReports {
  std::vector<std::filesystem::path> files;
  std::vector<util::Error> errors;  ///< One for each file that could not be written, naming it.
};

/// Writes the requested report files. One that cannot be written does not affect the others.
WrittenReports write_report_files(const analysis::ReportModel& report);

}  // namespace resizer::app
