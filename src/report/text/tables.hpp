#pragma once

#include "report/text/wording.hpp"
#include "util/text_table.hpp"

/// The tables of a report, the same in every format.
namespace resizer::report {

/// One row a mode: wall time, throughput, CPU time, times of images, failures.
util::TextTable modes_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row a mode with several rounds: how their wall times spread.
util::TextTable spread_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row a mode: the share of each stage in the time of its images.
util::TextTable stages_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row a pool of several: speedup, efficiency, the serial fraction of Karp and Flatt.
util::TextTable scaling_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row a pool: the share of its workers' time that is lost, and to what.
util::TextTable lost_time_table(const analysis::ReportModel& report, const Symbols& symbols);

}  // namespace resizer::report
