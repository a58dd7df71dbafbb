#include <utility>

#include "analysis/image_summary.hpp"
#include "report/html/parts.hpp"
#include "report/text/markup.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// <img>, which has no closing tag.
std::string image_element(const analysis::Thumbnail& thumbnail, const std::string& description) {
  return "<img alt=\"" + escaped_html(description) + "\" src=\"data:" + escaped_html(thumbnail.mime_type) + ";base64," +
         base64(thumbnail.bytes) + "\">\n";
}

std::string image_text(const model::ImageFacts& image) {
  return size_text(image) + ", " + util::format_bytes(image.bytes);
}

}  // namespace

std::string size_text(const model::ImageFacts& image) {
  auto [width, height] = std::pair(image.width_px, image.height_px);
  if (image.orientation >= 5) std::swap(width, height);  // by the EXIF orientations 5 to 8
  return std::to_string(width) + " × " + std::to_string(height) + ' ' + std::string(name_of(image.format));
}

std::string html_previews(const analysis::ReportModel& report) {
  std::string figures;
  for (const analysis::Preview& preview : report.facts.previews) {
    const std::string name = util::printable(report.facts.jobs[preview.job].input.filename().native());
    std::string caption = text_element("b", {}, name);
    const model::JobReport* facts = analysis::summarize_image(report, preview.job).report;
    if (facts != nullptr) {
      caption += "<br>" + escaped_html(image_text(facts->input) + " → " + image_text(facts->outputs.front().image));
    }
    const std::string images =
        image_element(preview.before, "before: " + name) + image_element(preview.after, "after: " + name);
    figures +=
        element("figure", {}, element("div", {{"class", "pair"}}, '\n' + images) + element("figcaption", {}, caption)) +
        '\n';
  }
  if (figures.empty()) return {};
  return element("div", {{"class", "previews"}}, '\n' + figures) + '\n';
}

}  // namespace resizer::report
