#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/report_model.hpp"
#include "report/charts/chart.hpp"
#include "report/text/shown_modes.hpp"

/// The charts of a report; none if there is nothing to draw.
namespace resizer::report {

/// The speedup of the headline's pool with its interval, on an axis from 1 to the number of workers.
std::optional<Chart> speedup_chart(const analysis::ReportModel& report);

/// The wall time of every mode with its interval.
std::optional<Chart> wall_chart(const analysis::ReportModel& report);

/// A named share of a whole.
using Share = std::pair<std::string, double>;
/// One stacked bar for each label. All bars have the same names in the same order. `chart` has its name, title and
/// class.
std::optional<Chart> shares_chart(Chart chart, const std::vector<std::pair<std::string, std::vector<Share>>>& bars);

/// The stages of the images in each shown mode.
std::optional<Chart> stages_chart(const analysis::ReportModel& report);

/// Speedup over workers with intervals, fitted curves and the ideal; for several pools only.
std::optional<Chart> scaling_chart(const analysis::ReportModel& report);

/// The workers' time of a pool: the time of the sequential mode, and the parts of lost time.
std::optional<Chart> lost_time_chart(const ShownMode& pool);

/// A timeline of the workers in a typical run of each mode, on one axis, with about `most_blocks` images or groups of
/// short ones.
std::optional<Chart> timeline_chart(const analysis::ReportModel& report, const std::vector<ShownMode>& modes,
                                    std::size_t most_blocks);

/// The distribution of image times in each shown mode, on a logarithmic axis.
std::optional<Chart> histogram_chart(const analysis::ReportModel& report);

}  // namespace resizer::report
