#pragma once

#include "resizer/report/report_model.hpp"

namespace resizer::report {

/// The figures of one series, all but those that compare it with another.
ModeSummary summarize(const bench::Series& series);

}  // namespace resizer::report
