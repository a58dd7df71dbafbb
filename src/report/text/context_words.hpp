#pragma once

#include <string>
#include <vector>

#include "report/text/wording.hpp"
#include "util/text_table.hpp"

/// Where and how something was measured, in words.
namespace resizer::report {

/// One row a fact: its name, and what is known of it or "unknown".
util::TextTable context_table(const analysis::ReportModel& report, const Symbols& symbols);

/// "AMD EPYC 7B13 · Linux 6.1.0 · ext4 · load 0.31"
std::string context_line(const analysis::ReportModel& report, const Symbols& symbols);

/// What about the machine, the build or the rounds should make a reader doubt the figures.
std::vector<std::string> context_warnings(const analysis::ReportModel& report, const Symbols& symbols);

/// "2026-11-24 13:45:02 UTC"
std::string instant_text(std::chrono::system_clock::time_point instant);

}  // namespace resizer::report
