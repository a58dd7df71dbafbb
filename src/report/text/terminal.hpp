#pragma once

#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

struct TerminalStyle {
  bool color = false;    ///< Whether to use ANSI colors.
  bool unicode = false;  ///< Whether the terminal shows UTF-8; plain ASCII otherwise.
};

/// The report as text: the figures of each mode, bars of wall time, speedup, shares of time, and failures.
std::string to_terminal(const analysis::ReportModel& report, const TerminalStyle& style);

/// One line for each failed image and unusable input: "PATH: REASON".
std::vector<std::string> failure_lines(const analysis::ReportModel& report);

/// One line for each mode that is slower than --fail-if-slower allows.
std::vector<std::string> regression_lines(const analysis::ReportModel& report);

}  // namespace resizer::report
