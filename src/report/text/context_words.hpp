#pragma once

#include <string>
#include <vector>

#include "report/text/wording.hpp"
#include "util/text_table.hpp"

/// The context of a measurement in words; the machine in detail: machine_words.hpp.
namespace resizer::report {

/// One row per fact: its name and value, or "unknown".
util::TextTable context_table(const analysis::ReportModel& report, const Symbols& symbols);

/// "Linux 6.1.0 · ext4 → tmpfs · load 0.31"
std::string context_line(const analysis::ReportModel& report, const Symbols& symbols);

/// Why the machine or the build make the figures unreliable.
std::vector<std::string> context_warnings(const analysis::ReportModel& report);

/// "2026-11-24 13:45:02 UTC"
std::string instant_text(std::chrono::system_clock::time_point instant);

}  // namespace resizer::report
