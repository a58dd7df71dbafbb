#include "report/text/terminal.hpp"

#include <algorithm>

#include "analysis/headline.hpp"
#include "report/text/advice_words.hpp"
#include "report/text/bar.hpp"
#include "report/text/baseline_wording.hpp"
#include "report/text/ceiling_words.hpp"
#include "report/text/context_words.hpp"
#include "report/text/doubts.hpp"
#include "report/text/machine_words.hpp"
#include "report/text/paint.hpp"
#include "report/text/scaling_wording.hpp"
#include "report/text/slower_cpu.hpp"
#include "report/text/speedup_text.hpp"
#include "report/text/tables.hpp"
#include "report/text/terminal_findings.hpp"
#include "report/text/wording.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr std::size_t kBarCells = 40;
/// The minimum width of a terminal.
constexpr std::size_t kColumns = 80;
constexpr std::string_view kIndent = "  ";

/// Breaks a text at separators to fit the terminal; a part that is too wide itself stays whole.
std::vector<std::string> broken(const std::string& text, std::string_view separator, std::size_t columns = kColumns) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    const std::string longer = lines.empty() ? part : lines.back() + std::string(separator) + part;
    if (lines.empty() || kIndent.size() + util::count_code_points(longer) > columns) {
      lines.push_back(part);
    } else {
      lines.back() = longer;
    }
    begin = end + separator.size();
  }
  return lines;
}

/// Writes the parts of the report, separated by empty lines.
class TerminalReport {
 public:
  TerminalReport(const analysis::ReportModel& report, const TerminalStyle& style)
      : report_(report), style_(style), symbols_{style.unicode}, paint_(style.color) {}

  std::string write() {
    text_ += '\n';
    line(paint_.bold("resizer " + report_.facts.program_version) + std::string(symbols_.separator()) +
         subject_text(report_, symbols_));
    write_dim(setup_text(report_, symbols_));
    for (const std::string& text : machine_lines(report_.facts.context.machine, report_.facts.cpus, symbols_)) {
      write_dim(text);
    }
    if (const std::string text = calibration_text(report_.facts.calibration, symbols_); !text.empty()) write_dim(text);
    write_dim(context_line(report_, symbols_));
    const std::string& missing = report_.facts.sandbox.missing;
    if (!missing.empty()) line(paint_.yellow("sandbox incomplete: " + util::printable(missing)));
    text_ += '\n';
    write_table(modes_table(report_, symbols_));
    if (report_.modes.size() > 1) write_bars();
    write_comparison();
    write_doubts();
    write_advice();
    write_baseline();
    write_scaling();
    write_table(spread_table(report_, symbols_));
    write_table(energy_table(report_, symbols_));
    write_table(lost_time_table(report_, symbols_));
    write_table(waits_table(report_, symbols_));
    write_table(slower_cpu_table(report_, symbols_));
    write_table(stages_table(report_, symbols_));
    text_ += findings_text(report_, style_);
    return std::move(text_);
  }

 private:
  void line(const std::string& content) { text_ += std::string(kIndent) + content + '\n'; }

  void write_dim(const std::string& text) {
    for (const std::string& part : broken(text, symbols_.separator())) line(paint_.dim(part));
  }

  /// A sentence in lines that fit, all but the first indented; nothing if it is empty.
  template <class Painted>
  void write_wrapped(const std::string& text, Painted painted) {
    if (text.empty()) return;
    std::string indent;
    for (const std::string& part : broken(text, " ", kColumns - kIndent.size())) {
      line(indent + painted(part));
      indent = kIndent;
    }
  }

  void write_table(const util::TextTable& table) {
    if (table.rows.empty()) return;
    const std::vector<std::string> lines = util::to_lines(table, style_.unicode ? "─" : "-");
    line(paint_.bold(lines[0]));
    line(paint_.dim(lines[1]));
    for (std::size_t i = 2; i < lines.size(); ++i) line(lines[i]);
    text_ += '\n';
  }

  void write_bars() {
    double longest_s = 0;
    std::size_t label_width = 0;
    for (const analysis::ModeSummary& mode : report_.modes) {
      longest_s = std::max(longest_s, mode.wall_s.median.value_or(0));
      label_width = std::max(label_width, util::count_code_points(mode_label(mode, symbols_)));
    }
    if (longest_s <= 0) return;
    for (const analysis::ModeSummary& mode : report_.modes) {
      const std::string label = mode_label(mode, symbols_);
      const std::string padding(label_width - util::count_code_points(label) + kIndent.size(), ' ');
      const double share = mode.wall_s.median.value_or(0) / longest_s;
      line(label + padding + paint_.cyan(bar(share, kBarCells, style_.unicode)) + ' ' +
           duration_or_unknown(mode.wall_s.median));
    }
    text_ += '\n';
  }

  void write_headline(const analysis::ModeSummary& mode) {
    const std::optional<stats::PairedRatio>& speedup = mode.speedup;
    if (!speedup) return;
    const std::string of_mode = report_.scaling ? mode_label(mode, symbols_) + ": " : "";
    const std::string text = of_mode + "speedup " + speedup_text(mode, style_.unicode);
    for (const std::string& part : broken(text, ": ")) {
      const std::string colored = speedup->estimate > 1 ? paint_.green(part) : part;
      line(analysis::is_undecided(*speedup) ? paint_.dim(part) : paint_.bold(colored));
    }
    for (const std::string& part : broken(left_out_text(report_, mode, style_.unicode), "; ")) {
      if (!part.empty()) line(paint_.yellow(part));
    }
    if (mode.efficiency) {
      line("efficiency " + util::format_percent(*mode.efficiency) +
           (mode.workers == 1 ? " for 1 worker" : " per worker"));
    }
    if (mode.ceiling) line(ceiling_text(mode, symbols_));
    if (mode.lost_time) line(lost_time_text(mode));
    write_wrapped(slower_cpu_text(report_, mode, symbols_), [](const std::string& part) { return part; });
  }

  void write_comparison() {
    const std::size_t length_before = text_.size();
    if (report_.headline) write_headline(report_.modes[*report_.headline]);
    if (report_.agreement) {
      const std::string text = agreement_text(*report_.agreement);
      line(report_.agreement->different.empty() ? text : paint_.red(text));
    }
    if (text_.size() > length_before) text_ += '\n';
  }

  void write_advice() {
    const std::vector<std::string> all = advice_texts(report_, symbols_);
    for (const std::string& advice : all) {
      write_wrapped(advice, [this](const std::string& part) { return paint_.green(part); });
    }
    if (!all.empty()) text_ += '\n';
  }

  void write_doubts() {
    const std::vector<std::string> all = doubts(report_, symbols_);
    for (const std::string& doubt : all) {
      write_wrapped(doubt, [this](const std::string& part) { return paint_.yellow(part); });
    }
    if (!all.empty()) text_ += '\n';
  }

  void write_scaling() {
    if (!report_.scaling) return;
    write_table(scaling_table(report_, symbols_));
    for (const std::string& text : scaling_texts(*report_.scaling, symbols_)) {
      for (const std::string& part : broken(text, ", ")) line(part);
    }
    text_ += '\n';
  }

  void write_baseline() {
    if (!report_.baseline) return;
    for (const analysis::ModeAgainstBaseline& compared : report_.baseline->modes) {
      const bool is_slower = compared.answer == analysis::SlowdownAnswer::slower;
      for (const std::string& part : broken(against_baseline_text(report_, compared, symbols_), ", ")) {
        line(is_slower ? paint_.red(part) : part);
      }
    }
    for (const std::string& note : baseline_notes(report_, symbols_)) {
      for (const std::string& part : broken(note, "; ")) line(paint_.dim(part));
    }
    text_ += '\n';
  }

  const analysis::ReportModel& report_;
  TerminalStyle style_;
  Symbols symbols_;
  Paint paint_;
  std::string text_;
};

}  // namespace

std::string to_terminal(const analysis::ReportModel& report, const TerminalStyle& style) {
  return TerminalReport(report, style).write();
}

}  // namespace resizer::report
