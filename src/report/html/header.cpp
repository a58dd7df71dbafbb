#include "report/charts/charts.hpp"
#include "report/html/parts.hpp"
#include "report/text/finding_lists.hpp"
#include "report/text/markup.hpp"
#include "report/text/shown_modes.hpp"
#include "report/text/speedup_text.hpp"
#include "report/text/wording.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr Symbols kSymbols{true};

std::string headline(const std::string& figure, const std::string& what) {
  return element("h1", {}, escaped_html(figure) + ' ' + text_element("small", {}, what)) + '\n';
}

/// The key figure of the report.
std::string headline(const analysis::ReportModel& report, const std::vector<ShownMode>& modes) {
  if (interruption_text(report)) return headline("Ended early", "not all images were done");
  if (modes.empty()) return headline("Nothing", "was measured");
  const analysis::ModeSummary& mode = *modes.back().summary;
  if (!mode.speedup) return headline(duration_or_unknown(mode.wall_s.median), modes.back().label);
  const std::string workers = std::to_string(mode.workers) + (mode.workers == 1 ? " worker" : " workers");
  return headline(util::format_number(mode.speedup->estimate) + "×", "as fast with " + workers + " as in sequence");
}

void add_fact(std::string& facts, const std::string& name, const std::string& value) {
  facts += element("div", {}, text_element("dt", {}, name) + text_element("dd", {}, value)) + '\n';
}

std::string facts(const analysis::ReportModel& report, const std::vector<ShownMode>& modes) {
  std::string items;
  for (const ShownMode& mode : modes) add_fact(items, mode.label, duration_or_unknown(mode.summary->wall_s.median));
  if (!modes.empty()) {
    const analysis::ModeSummary& mode = *modes.back().summary;
    add_fact(items, "images per second", number_or_unknown(mode.images_per_s));
    if (mode.efficiency) add_fact(items, "efficiency per worker", util::format_percent(*mode.efficiency));
  }
  if (report.agreement) {
    add_fact(items, "outputs identical",
             std::to_string(report.agreement->identical) + " of " + std::to_string(report.agreement->compared));
  }
  add_fact(items, "images failed", std::to_string(report.failures.size() + report.facts.unusable.size()));
  return element("dl", {{"class", "facts"}}, '\n' + items) + '\n';
}

std::string doubts_list(const analysis::ReportModel& report) {
  std::string items;
  for (const std::string& doubt : doubts(report, kSymbols)) items += text_element("li", {}, doubt) + '\n';
  return items.empty() ? "" : element("ul", {{"class", "doubts"}}, '\n' + items) + '\n';
}

}  // namespace

std::string html_header(const analysis::ReportModel& report) {
  const std::vector<ShownMode> modes = shown_modes(report);
  std::string markup =
      text_element("p", {},
                   "resizer " + report.facts.program_version + std::string(" · ") + subject_text(report, kSymbols)) +
      '\n' + headline(report, modes);
  if (const auto interruption = interruption_text(report)) markup += text_element("p", {}, *interruption) + '\n';
  if (!modes.empty() && modes.back().summary->speedup) {
    markup += text_element("p", {}, "speedup " + speedup_text(*modes.back().summary, true)) + '\n';
  }
  markup += text_element("p", {}, setup_text(report, kSymbols)) + '\n';
  return element("header", {}, '\n' + markup + facts(report, modes) + doubts_list(report)) + '\n';
}

}  // namespace resizer::report
