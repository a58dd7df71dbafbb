#pragma once

#include "model/options.hpp"

namespace resizer::planning {

/// Checks, without changing anything, that each report file can be written: its folder is writable or can be made, and
/// its name is not taken by anything but a regular file, unless it is a FIFO, a device or a standard stream, which are
/// written directly. That none is an image or another report is checked by make_plan(). Throws util::Error naming the
/// option and the path.
void check_report_files(const model::OutputOptions& options);

/// Makes the folders of all report files. Throws util::Error naming the option and the folder.
void create_report_folders(const model::OutputOptions& options);

}  // namespace resizer::planning
