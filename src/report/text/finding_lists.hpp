#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/text/wording.hpp"

namespace resizer::report {

/// Findings of one kind, one line per image. Lines are printable text, not yet escaped for any format.
struct FindingList {
  enum class Severity { error, warning, note };
  Severity severity = Severity::error;
  std::string heading;
  std::vector<std::string> lines;
};

/// The non-empty lists, most severe first: outputs that differ, failed images, unusable inputs, warnings, images in
/// formats that are not supported yet, outputs with longer names, ignored files.
std::vector<FindingList> finding_lists(const analysis::ReportModel& report, const Symbols& symbols);

/// "interrupted by SIGINT: 3 of 25 images were left", or another reason why the measurement ended early, if it did.
std::optional<std::string> interruption_text(const analysis::ReportModel& report);

}  // namespace resizer::report
