#pragma once

#include <string>

#include "report/text/terminal.hpp"

namespace resizer::report {

/// The findings in the terminal report, image by image; empty if there are none.
std::string findings_text(const analysis::ReportModel& report, const TerminalStyle& style);

}  // namespace resizer::report
