#pragma once

#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// What the speedup of a mode is worth, in words: "1.93×, 95 % interval 1.90 to 1.95", or why there is no interval, or
/// that no measurable difference. Requires mode.speedup.
std::string speedup_text(const analysis::ModeSummary& mode, bool unicode);

}  // namespace resizer::report
