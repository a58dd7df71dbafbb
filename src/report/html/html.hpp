#pragma once

#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// The report as one self-contained HTML page: no scripts or requests (its Content Security Policy forbids both),
/// charts as inline SVG, thumbnails as data URIs. It supports light and dark mode, narrow screens, and printing. All
/// text from outside is escaped.
std::string to_html(const analysis::ReportModel& report);

}  // namespace resizer::report
