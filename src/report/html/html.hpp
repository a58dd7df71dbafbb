#pragma once

#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// The report as one self-contained HTML page: charts as inline SVG, thumbnails as data URIs, one small script that
/// sorts the table of images. Its Content Security Policy forbids requests and all other scripts. It supports light and
/// dark mode, narrow screens, and printing. All text from outside is escaped. Its size is bounded for any number of
/// images.
std::string to_html(const analysis::ReportModel& report);

}  // namespace resizer::report
