#pragma once

#include <string>
#include <vector>

#include "report/text/wording.hpp"

/// What a report says in words of pools and their workers, the same in every format.
namespace resizer::report {

/// "lost 10.0 ms of the workers' 410 ms, most of it to imbalance"; requires mode.lost_time.
std::string lost_time_text(const analysis::ModeSummary& mode);

/// What each curve says or why it is refused, and which --jobs is recommended.
std::vector<std::string> scaling_texts(const analysis::Scaling& scaling, const Symbols& symbols);

}  // namespace resizer::report
