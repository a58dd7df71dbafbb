#pragma once

#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// The tables of the report as Markdown with the table extension (GitHub Flavored Markdown Spec 0.29, section 4.10).
/// All text from outside is escaped.
std::string to_markdown(const analysis::ReportModel& report);

}  // namespace resizer::report
