#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analysis/report_model.hpp"

/// Charts as HTML figures with inline SVG. Positions are percentages of the
/// drawing and texts have a fixed size, so that charts of any width stay
/// legible. Each is empty if there is nothing to draw.
namespace resizer::report {

/// The speedup of the fastest pool with its interval, on an axis from 1 to the
/// number of workers.
std::string speedup_chart(const analysis::ReportModel& report);

/// The wall time of every mode with its interval.
std::string wall_chart(const analysis::ReportModel& report);

/// A named share of a whole.
using Share = std::pair<std::string, double>;
/// One stacked bar for each label. All bars have the same names in the same
/// order.
std::string shares_chart(const std::vector<std::pair<std::string, std::vector<Share>>>& bars, const std::string& title,
                         const std::string& css_class);

/// The stages of the images in each shown mode.
std::string stages_chart(const analysis::ReportModel& report);

/// Speedup over workers with intervals, fitted curves and the ideal; for
/// several pools only.
std::string scaling_chart(const analysis::ReportModel& report);

/// The workers' time of the fastest pool: the time of the sequential mode, and
/// the parts of lost time.
std::string lost_time_chart(const analysis::ReportModel& report);

/// A timeline of the workers in a typical run of each shown mode, on one axis.
std::string timeline_chart(const analysis::ReportModel& report);

/// The distribution of image times in each shown mode, on a logarithmic axis.
std::string histogram_chart(const analysis::ReportModel& report);

}  // namespace resizer::report
