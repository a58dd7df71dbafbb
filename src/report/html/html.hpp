#pragma once

#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// The report with images as one HTML page that stands for itself: no script, no request to anywhere (its Content
/// Security Policy forbids both), charts as inline SVG, thumbnails as data URIs. It follows the reader's light or dark
/// colors, the width of the screen, and prints. Whatever comes from outside is escaped.
std::string to_html(const analysis::ReportModel& report);

}  // namespace resizer::report
