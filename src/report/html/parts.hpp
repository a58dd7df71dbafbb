#pragma once

#include <string>

#include "analysis/report_model.hpp"

/// The parts of the HTML report, each a piece of markup that is empty when it
/// has nothing to say.
namespace resizer::report {

/// A framed part of the page under a heading, with a sentence on how to read
/// it. Empty without content.
std::string section_element(const std::string& heading, const std::string& note, const std::string& content,
                            const std::string& css_class = "chart");

/// What it was about and what came of it.
std::string html_header(const analysis::ReportModel& report);

/// Thumbnails of some images, before and after.
std::string html_previews(const analysis::ReportModel& report);

/// What went wrong, image by image.
std::string html_findings(const analysis::ReportModel& report);

}  // namespace resizer::report
