#pragma once

#include <string>
#include <vector>

#include "report/text/wording.hpp"

/// Scaling and lost time in words, for every format.
namespace resizer::report {

/// "lost 10.0 ms of the workers' 410 ms, most of it to imbalance"; requires mode.lost_time.
std::string lost_time_text(const analysis::ModeSummary& mode);

/// Each fitted curve, or why there is none, and the recommended --jobs.
std::vector<std::string> scaling_texts(const analysis::Scaling& scaling, const Symbols& symbols);

}  // namespace resizer::report
