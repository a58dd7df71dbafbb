#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "analysis/report_model.hpp"
#include "model/options.hpp"
#include "util/error.hpp"

namespace resizer::app {

/// Where the manifest will be, and what is there now if images are skipped.
analysis::ManifestPlace manifest_place(const model::ReportFiles& files, bool has_skipped);

/// The folder of the HTML report; none for a stream, which has no place among files.
std::optional<std::filesystem::path> html_folder(const model::ReportFiles& files);

struct WrittenReports {
  std::vector<std::filesystem::path> files;
  std::vector<util::Error> errors;  ///< One for each file that could not be written, naming it.
};

/// Writes the requested report files. One that cannot be written does not affect the others.
WrittenReports write_report_files(const analysis::ReportModel& report);

}  // namespace resizer::app
