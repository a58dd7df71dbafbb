#include "analysis/headline.hpp"
#include "report/html/parts.hpp"
#include "report/text/advice_words.hpp"
#include "report/text/doubts.hpp"
#include "report/text/finding_lists.hpp"
#include "report/text/markup.hpp"
#include "report/text/shown_modes.hpp"
#include "report/text/speedup_text.hpp"
#include "report/text/wording.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr Symbols kSymbols{true};

std::string headline(const std::string& figure, const std::string& what, const std::string& css_class = {}) {
  const Attributes attributes = css_class.empty() ? Attributes{} : Attributes{{"class", css_class}};
  return element("h1", attributes, escaped_html(figure) + ' ' + text_element("small", {}, what)) + '\n';
}

/// The key figure of the report; muted if it may as well be no difference.
std::string headline(const analysis::ReportModel& report) {
  if (interruption_text(report)) return headline("Ended early", "not all images were done");
  if (!report.headline) return headline("Nothing", "was measured");
  const analysis::ModeSummary& mode = report.modes[*report.headline];
  const std::optional<stats::PairedRatio>& speedup = mode.speedup;
  if (!speedup) return headline(duration_or_unknown(mode.wall_s.median), mode_label(mode, kSymbols));
  const std::string figure = util::format_number(speedup->estimate) + "×";
  const std::string workers = std::to_string(mode.workers) + (mode.workers == 1 ? " worker" : " workers");
  const std::string what = "as fast with " + workers + " as in sequence";
  return analysis::is_undecided(*speedup) ? headline(figure, what + ": no difference can be told", "muted")
                                          : headline(figure, what);
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
    if (const auto share = mode.share_of_ceiling()) {
      add_fact(items, "of possible " + util::format_number(mode.ceiling->computing) + "×",
               util::format_percent(*share));
    }
  }
  if (report.agreement) {
    add_fact(items, "outputs identical",
             std::to_string(report.agreement->identical) + " of " + std::to_string(report.agreement->compared));
  }
  add_fact(items, "images failed", std::to_string(report.failures.size() + report.facts.unusable.size()));
  return element("dl", {{"class", "facts"}}, '\n' + items) + '\n';
}

/// Why the speedup is not the quotient of the wall times beside it.
std::string pairing_note(const analysis::ReportModel& report) {
  if (!report.headline) return {};
  const std::optional<stats::PairedRatio>& speedup = report.modes[*report.headline].speedup;
  if (!speedup || speedup->pairs < 2) return {};
  return text_element("p", {{"class", "note"}},
                      "Wall times are medians of the rounds. Speedups compare the modes round by round, which cancels "
                      "drift, so they can differ from the quotients of these medians.") +
         '\n';
}

std::string doubts_list(const analysis::ReportModel& report) {
  std::string items;
  for (const std::string& doubt : doubts(report, kSymbols)) items += text_element("li", {}, doubt) + '\n';
  return items.empty() ? "" : element("ul", {{"class", "doubts"}}, '\n' + items) + '\n';
}

std::string advice_list(const analysis::ReportModel& report) {
  std::string items;
  for (const std::string& advice : advice_texts(report, kSymbols)) items += text_element("li", {}, advice) + '\n';
  return items.empty() ? "" : element("ul", {{"class", "advice"}}, '\n' + items) + '\n';
}

}  // namespace

std::string html_header(const analysis::ReportModel& report) {
  const std::vector<ShownMode> modes = shown_modes(report);
  std::string markup =
      text_element("p", {},
                   "resizer " + report.facts.program_version + std::string(" · ") + subject_text(report, kSymbols)) +
      '\n' + headline(report);
  if (const auto interruption = interruption_text(report)) markup += text_element("p", {}, *interruption) + '\n';
  if (report.headline && report.modes[*report.headline].speedup) {
    const analysis::ModeSummary& mode = report.modes[*report.headline];
    markup += text_element("p", {}, "speedup " + speedup_text(mode, true)) + '\n';
    const std::string left_out = left_out_text(report, mode, true);
    if (!left_out.empty()) markup += text_element("p", {}, left_out) + '\n';
  }
  markup += text_element("p", {}, setup_text(report, kSymbols)) + '\n';
  return element(
             "header", {},
             '\n' + markup + facts(report, modes) + pairing_note(report) + doubts_list(report) + advice_list(report)) +
         '\n';
}

}  // namespace resizer::report
