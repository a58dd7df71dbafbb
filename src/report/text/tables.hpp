#pragma once

#include "report/text/wording.hpp"
#include "util/text_table.hpp"

/// The tables of a report, the same in every format.
namespace resizer::report {

/// One row per mode: wall time, throughput, CPU time, times of images, failures.
util::TextTable modes_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row per mode with several rounds: the spread of their wall times.
util::TextTable spread_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row per mode whose energy is known.
util::TextTable energy_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row per mode: the share of each stage in the time of its images.
util::TextTable stages_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row per pool, if there are several: speedup, efficiency, the serial fraction of Karp and Flatt.
util::TextTable scaling_table(const analysis::ReportModel& report, const Symbols& symbols);

/// One row per pool: the lost share of its workers' time, by part.
util::TextTable lost_time_table(const analysis::ReportModel& report, const Symbols& symbols);

/// Where N workers went: N times, what was lost to each part, and what is left, the ratio of the mean wall times. For a
/// slide. Parts below a thousandth are left out; empty without lost time.
util::TextTable where_it_went_table(const analysis::ModeSummary& mode);

/// What the lost time "waiting" was for; empty if no mode waited noticeably.
util::TextTable waits_table(const analysis::ReportModel& report, const Symbols& symbols);

}  // namespace resizer::report
