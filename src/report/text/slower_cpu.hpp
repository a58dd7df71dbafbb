#pragma once

#include <string>

#include "analysis/report_model.hpp"
#include "report/text/wording.hpp"
#include "util/text_table.hpp"

/// Why the same images take more CPU time in a pool.
namespace resizer::report {

/// "the same images took 1.31 times the CPU time: clock 1.22 ± 0.4 % × cycles an instruction 1.07 × ...", and why
/// something of it is unknown. Empty if no factor is known.
std::string slower_cpu_text(const analysis::ReportModel& report, const analysis::ModeSummary& mode,
                            const Symbols& symbols);

/// The factors of every pool of which some are known; empty for a single pool, where the text says them.
util::TextTable slower_cpu_table(const analysis::ReportModel& report, const Symbols& symbols);

}  // namespace resizer::report
