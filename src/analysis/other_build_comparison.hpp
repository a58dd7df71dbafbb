#pragma once

#include "analysis/baseline_comparison.hpp"

namespace resizer::analysis {

/// Compares each mode with the runs of another build beside it, round by round. `other` is what that build says of
/// itself. A mode in which other images failed is left out.
BaselineComparison compare_with_other_build(const Setting& other, const MeasuredRun& now);

}  // namespace resizer::analysis
