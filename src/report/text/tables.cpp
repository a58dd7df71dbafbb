#include "report/text/tables.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <span>

#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// "96.9 % interval", by the least coverage of the rows: where a mode was interrupted, they differ.
std::string interval_heading(const analysis::ReportModel& report,
                             std::optional<stats::Interval> (*interval_of)(const analysis::ModeSummary& mode)) {
  std::optional<stats::Interval> least;
  for (const analysis::ModeSummary& mode : report.modes) {
    const auto interval = interval_of(mode);
    if (interval && (!least || interval->coverage < least->coverage)) least = interval;
  }
  return least ? interval_name(*least) : "interval";
}

std::optional<stats::Interval> interval_of_wall(const analysis::ModeSummary& mode) {
  return mode.wall_s.median_interval;
}

std::optional<stats::Interval> interval_of_speedup(const analysis::ModeSummary& mode) {
  return mode.speedup ? mode.speedup->interval : std::nullopt;
}

std::optional<stats::Interval> interval_of_energy(const analysis::ModeSummary& mode) {
  return mode.energy ? mode.energy->joules_per_image.median_interval : std::nullopt;
}

}  // namespace

using util::Align;

util::TextTable modes_table(const analysis::ReportModel& report, const Symbols& symbols) {
  util::TextTable table{.columns = {{"mode", Align::left},
                                    {"wall"},
                                    {"images/s"},
                                    {"MP/s"},
                                    {"CPU"},
                                    {"image median"},
                                    {"image p95"},
                                    {"failed"}},
                        .rows = {}};
  for (const analysis::ModeSummary& mode : report.modes) {
    table.rows.push_back({mode_label(mode, symbols), duration_or_unknown(mode.wall_s.median),
                          number_or_unknown(mode.images_per_s), number_or_unknown(mode.input_megapixels_per_s),
                          duration_or_unknown(mode.cpu_s), duration_or_unknown(mode.image_median_s),
                          duration_or_unknown(mode.image_p95_s), std::to_string(mode.failed)});
  }
  return table;
}

util::TextTable spread_table(const analysis::ReportModel& report, const Symbols& symbols) {
  util::TextTable table{.columns = {{"wall time", Align::left},
                                    {"minimum"},
                                    {"median"},
                                    {interval_heading(report, interval_of_wall)},
                                    {"mean"},
                                    {"std dev"},
                                    {"MAD"}},
                        .rows = {}};
  for (const analysis::ModeSummary& mode : report.modes) {
    const stats::Summary& wall = mode.wall_s;
    if (wall.count < 2) continue;
    const std::string interval = wall.median_interval ? duration_or_unknown(wall.median_interval->low) + " to " +
                                                            duration_or_unknown(wall.median_interval->high)
                                                      : "-";
    table.rows.push_back({mode_label(mode, symbols), duration_or_unknown(wall.minimum),
                          duration_or_unknown(wall.median), interval, duration_or_unknown(wall.mean),
                          duration_or_unknown(wall.standard_deviation),
                          duration_or_unknown(wall.median_absolute_deviation)});
  }
  return table;
}

util::TextTable energy_table(const analysis::ReportModel& report, const Symbols& symbols) {
  util::TextTable table{.columns = {{"energy", Align::left},
                                    {"J per image"},
                                    {interval_heading(report, interval_of_energy)},
                                    {"watts"},
                                    {"energy-delay"}},
                        .rows = {}};
  for (const analysis::ModeSummary& mode : report.modes) {
    if (!mode.energy) continue;
    const auto& [joules, watts, energy_delay] = *mode.energy;
    table.rows.push_back({mode_label(mode, symbols), number_or_unknown(joules.median),
                          joules.median_interval ? range_text(*joules.median_interval) : "-",
                          number_or_unknown(watts.median), number_or_unknown(energy_delay.median) + " J s"});
  }
  return table;
}

util::TextTable stages_table(const analysis::ReportModel& report, const Symbols& symbols) {
  util::TextTable table{.columns = {{"share of time", Align::left}}, .rows = {}};
  for (const auto& [name, member] : analysis::kStages) table.columns.push_back({std::string(name)});
  for (const analysis::ModeSummary& mode : report.modes) {
    const double total_s = util::to_seconds(mode.stage_times.total());
    if (total_s <= 0) continue;
    std::vector<std::string> row = {mode_label(mode, symbols)};
    for (const auto& [name, member] : analysis::kStages) {
      row.push_back(util::format_percent(util::to_seconds(mode.stage_times.*member) / total_s));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

util::TextTable scaling_table(const analysis::ReportModel& report, const Symbols& symbols) {
  util::TextTable table{.columns = {{"scaling", Align::left},
                                    {"speedup"},
                                    {interval_heading(report, interval_of_speedup)},
                                    {"efficiency"},
                                    {"Karp-Flatt"},
                                    {"verdict", Align::left}},
                        .rows = {}};
  if (!report.scaling) return table;
  for (const analysis::ModeSummary& mode : report.modes) {
    const std::optional<stats::PairedRatio>& speedup = mode.speedup;
    if (!speedup) continue;
    const auto& interval = speedup->interval;
    table.rows.push_back({mode_label(mode, symbols), util::format_number(speedup->estimate),
                          interval ? range_text(*interval) : "-", percent_or_unknown(mode.efficiency),
                          percent_or_unknown(mode.serial_fraction),
                          interval ? std::string(judgement_word(*interval)) : "too few rounds"});
  }
  return table;
}

namespace {

/// A column of the lost time: a part, or several together.
struct LostColumn {
  std::string_view name;
  std::chrono::nanoseconds (*of)(const stats::TimeUse& parts);
};

/// A row for each mode with lost time: the columns as shares of the time of its workers.
void add_lost_rows(const analysis::ReportModel& report, const Symbols& symbols, std::span<const LostColumn> columns,
                   util::TextTable& table) {
  for (const LostColumn& column : columns) table.columns.push_back({std::string(column.name)});
  for (const analysis::ModeSummary& mode : report.modes) {
    if (!mode.lost_time || mode.lost_time->worker_time.count() <= 0) continue;
    const double whole_s = util::to_seconds(mode.lost_time->worker_time);
    std::vector<std::string> row = {mode_label(mode, symbols)};
    for (const LostColumn& column : columns) {
      row.push_back(util::format_percent(util::to_seconds(column.of(mode.lost_time->parts)) / whole_s));
    }
    table.rows.push_back(std::move(row));
  }
}

}  // namespace

util::TextTable lost_time_table(const analysis::ReportModel& report, const Symbols& symbols) {
  static constexpr std::array<LostColumn, 6> kColumns{
      {{"lost", [](const stats::TimeUse& parts) { return parts.total(); }},
       {"start", [](const stats::TimeUse& parts) { return parts.start; }},
       {"slower CPU", [](const stats::TimeUse& parts) { return parts.cpu; }},
       {"waiting", [](const stats::TimeUse& parts) { return parts.waiting(); }},
       {"imbalance", [](const stats::TimeUse& parts) { return parts.imbalance; }},
       {"supervision", [](const stats::TimeUse& parts) { return parts.supervision; }}}};
  util::TextTable table{.columns = {{"why not N times?", Align::left}}, .rows = {}};
  add_lost_rows(report, symbols, kColumns, table);
  return table;
}

namespace {

std::string two_decimals(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

}  // namespace

util::TextTable where_it_went_table(const analysis::ModeSummary& mode) {
  util::TextTable table{
      .columns = {{"where " + std::to_string(mode.workers) + " went", Align::left}, {"times"}, {"share"}}, .rows = {}};
  if (!mode.lost_time || mode.lost_time->worker_time.count() <= 0) return table;
  const analysis::LostTime& lost = *mode.lost_time;
  const double whole_s = util::to_seconds(lost.worker_time);
  const auto add = [&](const std::string& name, std::chrono::nanoseconds time, bool always) {
    const double share = util::to_seconds(time) / whole_s;
    constexpr double kVisible = 0.001;
    if (!always && std::abs(share) < kVisible) return;
    table.rows.push_back({name, two_decimals(share * mode.workers), util::format_percent(share)});
  };
  add(mode.workers == 1 ? "1 worker" : std::to_string(mode.workers) + " workers", lost.worker_time, true);
  for (const auto& [name, part] : analysis::kLostParts) add("lost to " + std::string(name), -(lost.parts.*part), false);
  add("left", lost.worker_time - lost.parts.total(), true);
  return table;
}

util::TextTable waits_table(const analysis::ReportModel& report, const Symbols& symbols) {
  static constexpr std::array<LostColumn, 6> kColumns{
      {{"a core", [](const stats::TimeUse& parts) { return parts.core_wait; }},
       {"memory", [](const stats::TimeUse& parts) { return parts.memory_wait; }},
       {"a disk", [](const stats::TimeUse& parts) { return parts.disk_wait; }},
       {"pages", [](const stats::TimeUse& parts) { return parts.page_wait; }},
       {"stolen", [](const stats::TimeUse& parts) { return parts.stolen; }},
       {"unknown", [](const stats::TimeUse& parts) { return parts.other_wait; }}}};
  util::TextTable table{.columns = {{"waiting for", Align::left}}, .rows = {}};
  if (analysis::has_noticeable_waits(report.modes)) add_lost_rows(report, symbols, kColumns, table);
  return table;
}

}  // namespace resizer::report
