#pragma once

#include <string>
#include <vector>

#include "report/text/wording.hpp"

/// What a report says in words of the earlier one it is compared with, the same in every format.
namespace resizer::report {

/// "parallel ×2: wall time 1.12× the baseline's, 95 % interval 1.10 to 1.14: slower", one line a mode.
std::string against_baseline_text(const analysis::ReportModel& report, const analysis::ModeAgainstBaseline& compared,
                                  const Symbols& symbols);

/// That line for every mode that both have measured, then the notes.
std::vector<std::string> baseline_lines(const analysis::ReportModel& report, const Symbols& symbols);

/// What the comparison is worth: the method, another machine, what only one of both has measured.
std::vector<std::string> baseline_notes(const analysis::ReportModel& report, const Symbols& symbols);

}  // namespace resizer::report
