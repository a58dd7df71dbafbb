#pragma once

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// The figures of one series, except comparisons with another.
ModeSummary summarize(const bench::Series& series);

}  // namespace resizer::analysis
