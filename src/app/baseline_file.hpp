#pragma once

#include <vector>

#include "analysis/baseline_comparison.hpp"

namespace resizer::app {

/// Reads the reports of options.baselines. Throws util::Error naming the option and the file if one cannot be read, or
/// the planned run is not comparable with it, or two are the same.
std::vector<analysis::Baseline> load_baselines(const analysis::PlannedRun& planned);

}  // namespace resizer::app
