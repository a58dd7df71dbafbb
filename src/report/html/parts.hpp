#pragma once

#include <string>

#include "analysis/report_model.hpp"

/// The parts of the HTML report, each empty if it has no content.
namespace resizer::report {

/// A section with a heading and a sentence on how to read it. Empty without
/// content.
std::string section_element(const std::string& heading, const std::string& note, const std::string& content,
                            const std::string& css_class = "chart");

/// The subject of the report and its main result.
std::string html_header(const analysis::ReportModel& report);

/// What the workers of each pool did, and why it was not faster; with several pools, a choice among them.
std::string html_pools(const analysis::ReportModel& report);

/// A table of the images, each with links to its files.
std::string html_images(const analysis::ReportModel& report);

/// The upright size and the format of an image: "600 × 800 jpeg".
std::string size_text(const model::ImageFacts& image);

/// Thumbnails of some images, before and after.
std::string html_previews(const analysis::ReportModel& report);

/// Failures and warnings, image by image.
std::string html_findings(const analysis::ReportModel& report);

}  // namespace resizer::report
