#include "report/text/slower_cpu.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// None if no factor is known.
const stats::SlowerCpu* known_factors(const analysis::ModeSummary& mode) {
  if (!mode.lost_time || !mode.lost_time->slower_cpu) return nullptr;
  const stats::SlowerCpu& slower = *mode.lost_time->slower_cpu;
  return slower.work || slower.clock ? &slower : nullptr;
}

/// What is left if these are known.
std::string rest_name(const stats::SlowerCpu& slower) {
  if (!slower.work) return "cycles";
  return slower.clock ? "rest" : "clock and rest";
}

std::string total_text(double total) {
  constexpr double kRoundsToOne = 0.005;
  const std::string same = "the same images took ";
  return std::abs(total - 1) < kRoundsToOne ? same + "the same CPU time"
                                            : same + util::format_number(total) + " times the CPU time";
}

std::string clock_text(const stats::ClockFactor& clock, const Symbols& symbols) {
  const std::string value = util::format_number(clock.factor) + ' ' + std::string(symbols.plus_minus()) + ' ' +
                            util::format_percent(clock.error);
  return clock.is_within_noise() ? "clock unchanged (" + value + ')' : "clock " + value;
}

std::string refusal_text(const util::CounterRefusal& refusal) {
  constexpr int kMostForUserMode = 2;
  switch (refusal.reason) {
    case util::CounterRefusal::Reason::absent:
      break;
    case util::CounterRefusal::Reason::forbidden:
      if (refusal.paranoid.value_or(0) <= kMostForUserMode) return "perf_event_open is not permitted";
      return "perf_event_paranoid is " + std::to_string(*refusal.paranoid);
  }
  return "this machine has no counters";
}

std::string why_no_counts(const std::optional<util::CounterRefusal>& refusal) {
  if (!refusal) return " (instructions were not counted throughout)";
  return " (instructions are not counted: " + refusal_text(*refusal) + ')';
}

}  // namespace

std::string slower_cpu_text(const analysis::ReportModel& report, const analysis::ModeSummary& mode,
                            const Symbols& symbols) {
  const stats::SlowerCpu* slower = known_factors(mode);
  if (slower == nullptr) return {};
  const std::string times = ' ' + std::string(symbols.times()) + ' ';
  std::string text = total_text(slower->total) + ": ";
  if (slower->clock) text += clock_text(*slower->clock, symbols) + times;
  if (slower->work) {
    text += "cycles an instruction " + util::format_number(slower->work->cycles_per_instruction) + times +
            "instructions " + util::format_number(slower->work->instructions) + times;
  }
  text += rest_name(*slower) + ' ' + util::format_number(slower->rest());
  return slower->work ? text : text + why_no_counts(report.facts.context.counter_refusal);
}

util::TextTable slower_cpu_table(const analysis::ReportModel& report, const Symbols& symbols) {
  util::TextTable table{.columns = {{"slower CPU", util::Align::left}, {"CPU time"}, {"clock"}, {"error"}}, .rows = {}};
  if (!report.scaling) return table;
  const bool any_counts = std::ranges::any_of(report.modes, [](const analysis::ModeSummary& mode) {
    const stats::SlowerCpu* slower = known_factors(mode);
    return slower != nullptr && slower->work;
  });
  if (any_counts) table.columns.insert(table.columns.end(), {{"cycles/instruction"}, {"instructions"}});
  table.columns.push_back({any_counts ? "rest" : "cycles"});
  for (const analysis::ModeSummary& mode : report.modes) {
    const stats::SlowerCpu* slower = known_factors(mode);
    if (slower == nullptr) continue;
    const auto& [total, work, clock] = *slower;
    std::vector<std::string> row{mode_label(mode, symbols), util::format_number(total),
                                 clock ? util::format_number(clock->factor) : "-",
                                 clock ? util::format_percent(clock->error) : "-"};
    if (any_counts) {
      row.push_back(work ? util::format_number(work->cycles_per_instruction) : "-");
      row.push_back(work ? util::format_number(work->instructions) : "-");
    }
    row.push_back(util::format_number(slower->rest()));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace resizer::report
