#pragma once

#include <string>

#include "resizer/report/report_model.hpp"

namespace resizer::report {

/// The tables of the report as Markdown with the table extension (GitHub Flavored Markdown Spec 0.29, section 4.10).
/// Whatever comes from outside is escaped.
std::string to_markdown(const ReportModel& report);

}  // namespace resizer::report
