#include "report/text/markdown.hpp"
#include "report/text/advice_words.hpp"
#include "report/text/ceiling_words.hpp"

#include <algorithm>
#include <string_view>

#include "report/text/baseline_wording.hpp"
#include "report/text/context_words.hpp"
#include "report/text/doubts.hpp"
#include "report/text/finding_lists.hpp"
#include "report/text/scaling_wording.hpp"
#include "report/text/slower_cpu.hpp"
#include "report/text/speedup_text.hpp"
#include "report/text/tables.hpp"

namespace resizer::report {
namespace {

constexpr Symbols kSymbols{true};

/// A backslash escapes any punctuation (CommonMark 0.30, section 2.4).
std::string escaped(std::string_view text) {
  static constexpr std::string_view kMeaningful = "\\`*_[]<>#+|~&$";
  std::string safe;
  for (const char c : text) {
    if (kMeaningful.find(c) != std::string_view::npos) safe += '\\';
    safe += c;
  }
  return safe;
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += ' ' + escaped(cell) + " |";
  return line + '\n';
}

std::string table_text(const util::TextTable& table) {
  if (table.rows.empty()) return {};
  std::vector<std::string> headings;
  std::string rule = "|";
  for (const util::Column& column : table.columns) {
    headings.push_back(column.heading);
    rule += column.align == util::Align::left ? " :--- |" : " ---: |";
  }
  std::string text = table_row(headings) + rule + '\n';
  for (const auto& row : table.rows) text += table_row(row);
  return text + '\n';
}

/// The start of a line can also mark a list, a rule or code (sections 4.1, 4.4 and 5.2).
std::string escaped_line(std::string_view line) {
  if (line.starts_with(' ')) return "&#32;" + escaped(line.substr(1));
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool is_marked =
      digits < line.size() && std::string_view(digits == 0 ? "-" : ".)").find(line[digits]) != std::string_view::npos;
  return is_marked ? escaped(line.substr(0, digits)) + '\\' + escaped(line.substr(digits)) : escaped(line);
}

std::string list_text(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "- " + escaped_line(line) + '\n';
  return text.empty() ? text : text + '\n';
}

std::string comparison_text(const analysis::ReportModel& report) {
  std::string text;
  if (report.headline && report.modes[*report.headline].speedup) {
    const analysis::ModeSummary& mode = report.modes[*report.headline];
    text += "**" + escaped(mode_label(mode, kSymbols)) + ": speedup " + speedup_text(mode, true) + "**\n\n";
    if (const std::string left_out = left_out_text(report, mode, true); !left_out.empty()) text += left_out + "\n\n";
    if (mode.ceiling) text += escaped(ceiling_text(mode, kSymbols)) + "\n\n";
    if (mode.lost_time) text += escaped(lost_time_text(mode)) + "\n\n";
    const std::string slower = slower_cpu_text(report, mode, kSymbols);
    if (!slower.empty()) text += escaped(slower) + "\n\n";
  }
  if (report.agreement) text += agreement_text(*report.agreement) + "\n\n";
  return text + list_text(doubts(report, kSymbols)) + list_text(advice_texts(report, kSymbols));
}

std::string scaling_text(const analysis::ReportModel& report) {
  if (!report.scaling) return {};
  return table_text(scaling_table(report, kSymbols)) + list_text(scaling_texts(*report.scaling, kSymbols));
}

std::string where_it_went_text(const analysis::ReportModel& report) {
  return report.headline ? table_text(where_it_went_table(report.modes[*report.headline])) : "";
}

std::string baseline_text(const analysis::ReportModel& report) {
  return report.baseline ? list_text(baseline_lines(report, kSymbols)) : "";
}

std::string findings_text(const analysis::ReportModel& report) {
  std::string text;
  if (const auto interruption = interruption_text(report)) text += "**" + *interruption + "**\n\n";
  for (const FindingList& list : finding_lists(report, kSymbols)) {
    text += "## " + list.heading + "\n\n" + list_text(list.lines);
  }
  return text;
}

}  // namespace

std::string to_markdown(const analysis::ReportModel& report) {
  return "# resizer: " + subject_text(report, kSymbols) + "\n\n" + escaped(setup_text(report, kSymbols)) + "\n\n" +
         table_text(modes_table(report, kSymbols)) + comparison_text(report) + baseline_text(report) +
         scaling_text(report) + table_text(spread_table(report, kSymbols)) +
         table_text(energy_table(report, kSymbols)) + where_it_went_text(report) +
         table_text(lost_time_table(report, kSymbols)) + table_text(waits_table(report, kSymbols)) +
         table_text(slower_cpu_table(report, kSymbols)) + table_text(stages_table(report, kSymbols)) +
         findings_text(report) + table_text(context_table(report, kSymbols));
}

}  // namespace resizer::report
