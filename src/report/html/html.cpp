#include "report/html/html.hpp"

#include "report/charts/charts.hpp"
#include "report/html/parts.hpp"
#include "report/html/sorting.hpp"
#include "report/html/style.hpp"
#include "report/text/baseline_wording.hpp"
#include "report/text/context_words.hpp"
#include "report/text/markup.hpp"
#include "report/text/scaling_wording.hpp"
#include "report/text/tables.hpp"

namespace resizer::report {
namespace {

constexpr Symbols kSymbols{true};

/// Forbids all requests and all scripts but our own, whatever may end up in the page (Content Security Policy Level 3).
std::string policy() {
  return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-" +
         std::string(sorting_script_hash()) + "'; base-uri 'none'; form-action 'none'";
}

std::string head(const analysis::ReportModel& report) {
  return "<head>\n<meta charset=\"utf-8\">\n<meta "
         "http-equiv=\"Content-Security-Policy\" content=\"" +
         escaped_html(policy()) +
         "\">\n<meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n" +
         text_element("title", {}, "resizer: " + subject_text(report, kSymbols)) + "\n<style>" + html_style() +
         "</style>\n</head>\n";
}

std::string figures(const analysis::ReportModel& report) {
  return table_element(modes_table(report, kSymbols), "Figures of each mode") +
         table_element(spread_table(report, kSymbols), "Spread of the wall times") +
         table_element(energy_table(report, kSymbols), "Energy of each mode");
}

std::string columns(const std::string& content) {
  return content.empty() ? "" : element("div", {{"class", "columns"}}, '\n' + content) + '\n';
}

std::string lines_list(const std::vector<std::string>& lines) {
  std::string items;
  for (const std::string& line : lines) items += text_element("li", {}, line) + '\n';
  return items.empty() ? "" : element("ul", {{"class", "findings"}}, '\n' + items) + '\n';
}

std::string scaling_section(const analysis::ReportModel& report) {
  if (!report.scaling) return {};
  return section_element("Scaling", "Speedup by number of workers; lines through points are their intervals.",
                         figure_element(scaling_chart(report)) + lines_list(scaling_texts(*report.scaling, kSymbols)) +
                             table_element(scaling_table(report, kSymbols), "Speedup by number of workers"));
}

std::string baseline_section(const analysis::ReportModel& report) {
  if (!report.baseline) return {};
  return section_element(report.facts.other_build ? "Against the other build" : "Against the baseline", "",
                         lines_list(baseline_lines(report, kSymbols)));
}

std::string charts(const analysis::ReportModel& report) {
  return columns(section_element("Speedup",
                                 "Between no gain and a core's worth for each "
                                 "worker; the pale bar is its "
                                 "confidence interval.",
                                 figure_element(speedup_chart(report))) +
                 section_element("Wall time", "Median of the rounds; the thin line marks its interval.",
                                 figure_element(wall_chart(report)))) +
         scaling_section(report) + baseline_section(report) + html_pools(report) +
         columns(section_element("Time of an image",
                                 "All rounds; the line is the median, the dashed "
                                 "one the 95th percentile.",
                                 figure_element(histogram_chart(report))) +
                 section_element("Stages", "Where the time of all images went.",
                                 figure_element(stages_chart(report)) +
                                     table_element(stages_table(report, kSymbols), "Share of each stage")));
}

std::string body(const analysis::ReportModel& report) {
  return html_header(report) + charts(report) + html_findings(report) +
         section_element("Before and after", "A few images, as small copies.", html_previews(report)) +
         html_images(report) + section_element("Figures", "", figures(report)) +
         section_element("Measured on", "", table_element(context_table(report, kSymbols), "Where it was measured"),
                         "context");
}

}  // namespace

std::string section_element(const std::string& heading, const std::string& note, const std::string& content,
                            const std::string& css_class) {
  if (content.empty()) return {};
  const std::string note_markup = note.empty() ? "" : text_element("p", {{"class", "note"}}, note) + '\n';
  return element("section", {{"class", css_class}},
                 '\n' + text_element("h2", {}, heading) + '\n' + note_markup + content) +
         '\n';
}

std::string to_html(const analysis::ReportModel& report) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n" + head(report) + "<body>\n<main>\n" + body(report) +
         "</main>\n<script>" + std::string(sorting_script()) + "</script>\n</body>\n</html>\n";
}

}  // namespace resizer::report
