#pragma once

#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// Adds the ceiling of every mode that has a speedup: what as many CPUs did together in the calibration, but no more
/// than the CPU quota. More workers than CPUs have that of all CPUs.
void add_ceilings(const Facts& facts, std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
