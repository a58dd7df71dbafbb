#pragma once

#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// The speedup of a mode in words: "1.93×, 96.1 % interval 1.90 to 1.95", why there is no interval, or that there is no
/// measurable difference. Requires mode.speedup.
std::string speedup_text(const analysis::ModeSummary& mode, bool unicode);

/// "without round 3, which was disturbed; over all 10 rounds 1.85×, 95.1 % interval 1.70 to 1.95"; empty if no round is
/// left out.
std::string left_out_text(const analysis::ReportModel& report, const analysis::ModeSummary& mode, bool unicode);

/// Why there is no speedup: "no speedup: every image failed".
std::string no_speedup_text(analysis::NoSpeedup reason);

}  // namespace resizer::report
