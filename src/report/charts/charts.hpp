#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analysis/report_model.hpp"

/// Charts as HTML figures with inline SVG. Positions are percentages of the
/// drawing and texts have a fixed size, so that a chart fits any width without
/// becoming illegible. Each is empty when there is nothing to draw.
namespace resizer::report {

/// The speedup of the fastest pool with its interval, between no gain and one
/// core's worth for each worker.
std::string speedup_chart(const analysis::ReportModel& report);

/// The wall time of every mode with its interval.
std::string wall_chart(const analysis::ReportModel& report);

/// A share of a whole, by name.
using Share = std::pair<std::string, double>;
/// Shares in one bar for each label. All bars have the same names in the same
/// order.
std::string shares_chart(const std::vector<std::pair<std::string, std::vector<Share>>>& bars, const std::string& title,
                         const std::string& css_class);

/// The stages of the images in each of the shown modes.
std::string stages_chart(const analysis::ReportModel& report);

/// Speedup over workers, with its intervals, the curves that were fitted to it
/// and the ideal; of several pools only.
std::string scaling_chart(const analysis::ReportModel& report);

/// The workers' time of the fastest pool: what the sequential mode would have
/// taken, and what was lost to what.
std::string lost_time_chart(const analysis::ReportModel& report);

/// What each worker did when in a typical run of each of the shown modes, on
/// one time axis.
std::string timeline_chart(const analysis::ReportModel& report);

/// How many images took how long in each of the shown modes, on one logarithmic
/// axis.
std::string histogram_chart(const analysis::ReportModel& report);

}  // namespace resizer::report
