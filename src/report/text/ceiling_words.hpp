#pragma once

#include <string>

#include "analysis/report_model.hpp"
#include "report/text/wording.hpp"

namespace resizer::report {

/// "85.0 % of the 3.41× that these cores allow 8 workers", and what memory allows if that is clearly less. Requires
/// mode.ceiling and mode.speedup.
std::string ceiling_text(const analysis::ModeSummary& mode, const Symbols& symbols);

/// What the calibration found: "2 CPUs compute 1.98× as much as one and stream memory 1.41× as fast", what second
/// threads add, and how slow the slowest core is if it differs; or that other programs made all of it less. Empty
/// without one.
std::string calibration_text(const std::optional<bench::Calibration>& calibration, const Symbols& symbols);

}  // namespace resizer::report
