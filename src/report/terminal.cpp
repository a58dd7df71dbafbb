#include "resizer/report/terminal.hpp"

#include <algorithm>

#include "report/bar.hpp"
#include "report/paint.hpp"
#include "report/terminal_findings.hpp"
#include "resizer/util/printable.hpp"
#include "resizer/util/quantity.hpp"
#include "resizer/util/text_table.hpp"

namespace resizer::report {
namespace {

constexpr std::size_t kBarCells = 40;
constexpr std::string_view kIndent = "  ";

std::string duration_or_unknown(std::optional<double> seconds) {
  return seconds ? util::format_duration(util::from_seconds(*seconds)) : "-";
}

std::string number_or_unknown(std::optional<double> value) {
  return value ? util::format_number(*value) : "-";
}

/// Writes the parts of the report one under the other, with an empty line between.
class TerminalReport {
 public:
  TerminalReport(const ReportModel& report, const TerminalStyle& style)
      : report_(report), style_(style), paint_(style.color) {}

  std::string write() {
    write_heading();
    write_modes();
    if (report_.modes.size() > 1) write_bars();
    write_comparison();
    write_stages();
    text_ += findings_text(report_, style_);
    return std::move(text_);
  }

 private:
  void line(const std::string& content) { text_ += std::string(kIndent) + content + '\n'; }
  std::string_view separator() const { return style_.unicode ? " · " : ", "; }
  std::string_view arrow() const { return style_.unicode ? " → " : " -> "; }

  void write_heading() {
    const std::size_t images = report_.facts.jobs.size();
    std::string what = std::to_string(images) + (images == 1 ? " image" : " images");
    what += std::string(separator()) + util::format_bytes(report_.input_bytes);
    if (report_.output_bytes) what += std::string(arrow()) + util::format_bytes(*report_.output_bytes);
    text_ += '\n';
    line(paint_.bold("resizer " + report_.facts.program_version) + std::string(separator()) + what);
    line(paint_.dim(describe_setup()));
    text_ += '\n';
  }

  std::string describe_setup() const {
    const model::ResizeOptions& resize = report_.facts.options.resize;
    const std::string gap(separator());
    std::string text;
    if (resize.box.width_px) text += "width " + std::to_string(*resize.box.width_px) + gap;
    if (resize.box.height_px) text += "height " + std::to_string(*resize.box.height_px) + gap;
    text += std::string(name_of(resize.fit)) + gap + std::string(name_of(resize.filter));
    if (resize.format) text += gap + "to " + std::string(name_of(*resize.format));
    const unsigned cores = report_.facts.cpus.cores();
    text += gap + std::to_string(cores) + (cores == 1 ? " core allowed" : " cores allowed");
    return text + cache_text();
  }

  std::string cache_text() const {
    switch (report_.facts.measurements.file_cache) {
      case bench::FileCache::as_found:
        break;
      case bench::FileCache::warmed:
        return std::string(separator()) + "inputs read once before";
      case bench::FileCache::dropped:
        return std::string(separator()) + "inputs dropped from the file cache before each run";
    }
    return {};
  }

  void write_modes() {
    util::TextTable table{.columns = {{"mode", util::Align::left},
                                      {"wall"},
                                      {"images/s"},
                                      {"MP/s"},
                                      {"CPU"},
                                      {"image median"},
                                      {"image p95"},
                                      {"failed"}},
                          .rows = {}};
    for (const ModeSummary& mode : report_.modes) {
      table.rows.push_back({mode_label(mode, style_.unicode), duration_or_unknown(mode.wall_s),
                            number_or_unknown(mode.images_per_s), number_or_unknown(mode.input_megapixels_per_s),
                            duration_or_unknown(mode.cpu_s), duration_or_unknown(mode.image_median_s),
                            duration_or_unknown(mode.image_p95_s), std::to_string(mode.failed)});
    }
    write_table(table);
  }

  void write_table(const util::TextTable& table) {
    const std::vector<std::string> lines = util::to_lines(table, style_.unicode ? "─" : "-");
    line(paint_.bold(lines[0]));
    line(paint_.dim(lines[1]));
    for (std::size_t i = 2; i < lines.size(); ++i) line(lines[i]);
    text_ += '\n';
  }

  void write_bars() {
    double longest_s = 0;
    std::size_t label_width = 0;
    for (const ModeSummary& mode : report_.modes) {
      longest_s = std::max(longest_s, mode.wall_s.value_or(0));
      label_width = std::max(label_width, util::count_code_points(mode_label(mode, style_.unicode)));
    }
    if (longest_s <= 0) return;
    for (const ModeSummary& mode : report_.modes) {
      const std::string label = mode_label(mode, style_.unicode);
      const std::string padding(label_width - util::count_code_points(label) + kIndent.size(), ' ');
      line(label + padding + paint_.cyan(bar(mode.wall_s.value_or(0) / longest_s, kBarCells, style_.unicode)) + ' ' +
           duration_or_unknown(mode.wall_s));
    }
    text_ += '\n';
  }

  void write_comparison() {
    for (const ModeSummary& mode : report_.modes) {
      if (!mode.speedup) continue;
      std::string text = "speedup " + util::format_number(*mode.speedup) + (style_.unicode ? "×" : "x");
      if (mode.rounds == 1) text += " (1 round: no interval)";
      text = paint_.bold(*mode.speedup > 1 ? paint_.green(text) : text);
      if (mode.efficiency) text += std::string(separator()) + "efficiency " + util::format_percent(*mode.efficiency);
      if (mode.efficiency) text += mode.workers == 1 ? " for 1 worker" : " per worker";
      line(text);
    }
    if (!report_.agreement) return;
    const bench::Agreement& agreement = *report_.agreement;
    const std::string text =
        "outputs identical: " + std::to_string(agreement.identical) + " of " + std::to_string(agreement.compared);
    line(agreement.different.empty() ? text : paint_.red(text));
    text_ += '\n';
  }

  void write_stages() {
    util::TextTable table{.columns = {{"share of time", util::Align::left}}, .rows = {}};
    for (const auto& [name, member] : kStages) table.columns.push_back({std::string(name)});
    for (const ModeSummary& mode : report_.modes) {
      const double total_s = util::to_seconds(mode.stage_times.total());
      if (total_s <= 0) continue;
      std::vector<std::string> row = {mode_label(mode, style_.unicode)};
      for (const auto& [name, member] : kStages) {
        row.push_back(util::format_percent(util::to_seconds(mode.stage_times.*member) / total_s));
      }
      table.rows.push_back(std::move(row));
    }
    if (!table.rows.empty()) write_table(table);
  }

  const ReportModel& report_;
  TerminalStyle style_;
  Paint paint_;
  std::string text_;
};

}  // namespace

std::string to_terminal(const ReportModel& report, const TerminalStyle& style) {
  return TerminalReport(report, style).write();
}

}  // namespace resizer::report
