#pragma once

#include <optional>

#include "analysis/baseline_comparison.hpp"

namespace resizer::app {

/// The report that options.baseline names; none where it names none. Throws util::Error, with the option and the
/// file in its message, when it cannot be read or the planned run cannot be compared with it.
std::optional<analysis::Baseline> load_baseline(const analysis::PlannedRun& planned);

}  // namespace resizer::app
