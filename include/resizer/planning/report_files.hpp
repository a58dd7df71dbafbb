#pragma once

#include "resizer/model/options.hpp"
#include "resizer/planning/plan.hpp"

namespace resizer::planning {

/// Checks, without changing anything, that each report file can be written: its folder is writable or can be made, its
/// name is not taken by anything but a regular file, and it is no output of the plan, nor the log, nor another report.
/// Throws util::Error naming the option and the path.
void check_report_files(const model::OutputOptions& options, const Plan& plan);

/// Makes the folders of all report files. Throws util::Error naming the option and the folder.
void create_report_folders(const model::OutputOptions& options);

}  // namespace resizer::planning
