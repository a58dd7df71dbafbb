#include "report/text/disturbance_words.hpp"

#include "report/text/listing.hpp"
#include "report/text/round_words.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// The warnings of one measurement.
class Warnings {
 public:
  explicit Warnings(std::size_t rounds) : rounds_(rounds) {}

  /// "WHO took 41.0 % of WHAT", in the rounds in which it did.
  void add_share(const std::optional<analysis::Disturbance>& found, const std::string& before,
                 const std::string& after) {
    if (!found) return;
    all_.push_back(before + util::format_percent(found->share) + after + in_rounds(found->rounds, rounds_));
  }

  template <class Event>
  void add_events(const analysis::Occurrences<Event>& found, const std::string& text) {
    if (!found.rounds.empty()) all_.push_back(text + in_rounds(found.rounds, rounds_));
  }

  std::vector<std::string> take() { return std::move(all_); }

 private:
  std::size_t rounds_;
  std::vector<std::string> all_;
};

/// Where one event was, what it changed to; where there were several, that it changed.
std::string power_text(const analysis::Occurrences<machine::PowerSourceChanged>& found) {
  return "the power source changed" +
         (found.events.size() == 1 ? " to " + std::string(name_of(found.events[0].to)) : "");
}

std::string governor_text(const analysis::Occurrences<machine::GovernorChanged>& found) {
  return "the governor changed" +
         (found.events.size() == 1 ? " from " + found.events[0].from + " to " + found.events[0].to : "");
}

/// ", mostly cc1plus", if one program used more than half of what others took.
std::string thief_text(const analysis::Facts& facts) {
  if (!facts.busiest_program) return {};
  std::chrono::nanoseconds others{};
  for (const bench::Series& series : facts.measurements.series) {
    for (const bench::RunConditions& conditions : series.conditions) {
      if (conditions.cpu_use) others += conditions.cpu_use->others;
    }
  }
  return 2 * facts.busiest_program->cpu > others ? ", mostly " + facts.busiest_program->name + ',' : "";
}

}  // namespace

std::string event_text(const machine::Event& event) {
  if (const auto* power = std::get_if<machine::PowerSourceChanged>(&event)) {
    return "the power source changed to " + std::string(name_of(power->to));
  }
  if (const auto* governor = std::get_if<machine::GovernorChanged>(&event)) {
    return "the governor changed from " + governor->from + " to " + governor->to;
  }
  return "heat lowered the clock";
}

std::vector<std::string> disturbance_warnings(const analysis::ReportModel& report) {
  const analysis::Disturbances& found = report.disturbances;
  Warnings warnings(rounds_of(report));
  warnings.add_share(found.others, "other programs took ", " of the cores" + thief_text(report.facts));
  warnings.add_share(found.stolen, "the hypervisor took ", " of the cores");
  warnings.add_share(found.cached_inputs, "not cold: ", " of the inputs stayed in the file cache");
  warnings.add_events(found.throttled, "heat lowered the clock");
  warnings.add_events(found.power_changes, power_text(found.power_changes));
  warnings.add_events(found.governor_changes, governor_text(found.governor_changes));
  return warnings.take();
}

}  // namespace resizer::report
