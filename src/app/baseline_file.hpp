#pragma once

#include <optional>

#include "analysis/baseline_comparison.hpp"

namespace resizer::app {

/// Reads the report of options.baseline, if given. Throws util::Error naming the option and the file if it cannot be
/// read, or if the planned run is not comparable.
std::optional<analysis::Baseline> load_baseline(const analysis::PlannedRun& planned);

}  // namespace resizer::app
