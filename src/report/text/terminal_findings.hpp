#pragma once

#include <string>

#include "report/text/terminal.hpp"

namespace resizer::report {

/// The part of the terminal report that lists what went wrong, image by image; empty when nothing did.
std::string findings_text(const analysis::ReportModel& report, const TerminalStyle& style);

}  // namespace resizer::report
