#pragma once

#include <string>
#include <vector>

#include "report/text/wording.hpp"

/// The comparison with an earlier report in words, for every format.
namespace resizer::report {

/// "parallel ×2: wall time 1.12× the baseline's, 95.9 % interval 1.10 to 1.14: slower", one line per mode.
std::string against_baseline_text(const analysis::ReportModel& report, const analysis::ModeAgainstBaseline& compared,
                                  const Symbols& symbols);

/// That line for every mode measured by both, then the notes.
std::vector<std::string> baseline_lines(const analysis::ReportModel& report, const Symbols& symbols);

/// Notes on the comparison: the method, differences of the machine, modes measured by only one of both.
std::vector<std::string> baseline_notes(const analysis::ReportModel& report, const Symbols& symbols);

}  // namespace resizer::report
