#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/text/wording.hpp"

namespace resizer::report {

/// What went wrong in one way, one line an image. Lines are printable text, not yet escaped for any format.
struct FindingList {
  enum class Severity { error, warning, note };
  Severity severity = Severity::error;
  std::string heading;
  std::vector<std::string> lines;
};

/// The lists that are not empty, the gravest first: outputs that differ, images that failed, inputs that could not be
/// used, warnings, images in formats that are not supported yet, outputs with a longer name, what else was passed over.
std::vector<FindingList> finding_lists(const analysis::ReportModel& report, const Symbols& symbols);

/// "interrupted by SIGINT: 3 of 25 images were left", or why else the measurement ended early, if it did.
std::optional<std::string> interruption_text(const analysis::ReportModel& report);

}  // namespace resizer::report
