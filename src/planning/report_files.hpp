#pragma once

#include "model/options.hpp"

namespace resizer::planning {

/// Checks, without changing anything, that each report file can be written: its folder is writable or can be created,
/// and an existing file is regular, or a FIFO, a device or a standard stream, which are written directly. make_plan()
/// checks that none is an image or another report. Throws util::Error naming the option and the path.
void check_report_files(const model::OutputOptions& options);

/// Creates the folders of all report files. Throws util::Error naming the option and the folder.
void create_report_folders(const model::OutputOptions& options);

}  // namespace resizer::planning
