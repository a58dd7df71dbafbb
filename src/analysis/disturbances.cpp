#include "analysis/disturbances.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

/// A part of a whole in one run, in whatever unit.
struct Part {
  double part = 0;
  double whole = 0;
  double resolution = 0;  ///< Less cannot be told from nothing.
};

using PartOf = std::function<std::optional<Part>(const bench::RunConditions&)>;

/// The runs in which the part was above this share of the whole.
std::optional<Disturbance> find(const std::vector<bench::Series>& all_series, double limit, const PartOf& part_of) {
  std::set<std::size_t> rounds;
  Part sum;
  for (const bench::Series& series : all_series) {
    for (std::size_t round = 0; round < series.conditions.size(); ++round) {
      const auto found = part_of(series.conditions[round]);
      if (!found || found->part <= limit * found->whole + found->resolution) continue;
      rounds.insert(round);
      sum.part += found->part;
      sum.whole += found->whole;
    }
  }
  if (rounds.empty()) return std::nullopt;
  return Disturbance{.rounds = {rounds.begin(), rounds.end()}, .share = sum.part / sum.whole};
}

PartOf part_of_cores(std::chrono::nanoseconds machine::CpuUse::*member) {
  return [member](const bench::RunConditions& conditions) -> std::optional<Part> {
    if (!conditions.cpu_use) return std::nullopt;
    const machine::CpuUse& use = *conditions.cpu_use;
    return Part{util::to_seconds(use.*member), util::to_seconds(use.available), util::to_seconds(use.resolution)};
  };
}

std::optional<Part> part_of_inputs(const bench::RunConditions& conditions) {
  const auto& inputs = conditions.cached_inputs;
  if (!inputs) return std::nullopt;
  return Part{static_cast<double>(inputs->cached_bytes), static_cast<double>(inputs->bytes), 0};
}

/// In the order of the rounds.
template <class Event>
Occurrences<Event> occurrences(const std::vector<bench::Series>& all_series) {
  std::size_t rounds = 0;
  for (const bench::Series& series : all_series) rounds = std::max(rounds, series.conditions.size());
  Occurrences<Event> found;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::size_t before = found.events.size();
    for (const bench::Series& series : all_series) {
      if (round >= series.conditions.size()) continue;
      for (const bench::TimedEvent& each : series.conditions[round].events) {
        if (const auto* of_kind = std::get_if<Event>(&each.event)) found.events.push_back(*of_kind);
      }
    }
    if (found.events.size() > before) found.rounds.push_back(round);
  }
  return found;
}

}  // namespace

Disturbances find_disturbances(const std::vector<bench::Series>& all_series) {
  constexpr double kNoticeableLoad = 0.05;
  constexpr double kNoticeableSteal = 0.02;
  constexpr double kNoticeableCache = 0.05;
  return {.others = find(all_series, kNoticeableLoad, part_of_cores(&machine::CpuUse::others)),
          .stolen = find(all_series, kNoticeableSteal, part_of_cores(&machine::CpuUse::stolen)),
          .cached_inputs = find(all_series, kNoticeableCache, part_of_inputs),
          .throttled = occurrences<machine::Throttled>(all_series),
          .power_changes = occurrences<machine::PowerSourceChanged>(all_series),
          .governor_changes = occurrences<machine::GovernorChanged>(all_series)};
}

std::vector<std::size_t> rounds_to_leave_out(const Disturbances& found, std::size_t rounds) {
  constexpr std::size_t kLeastLeft = 6;  // below, there is no interval
  std::set<std::size_t> disturbed;
  const auto add = [&disturbed](const std::vector<std::size_t>& more) { disturbed.insert(more.begin(), more.end()); };
  for (const auto* share : {&found.others, &found.stolen}) {
    if (*share) add((*share)->rounds);
  }
  add(found.throttled.rounds);
  add(found.power_changes.rounds);
  add(found.governor_changes.rounds);
  if (4 * disturbed.size() > rounds || disturbed.size() + kLeastLeft > rounds) return {};
  return {disturbed.begin(), disturbed.end()};
}

std::optional<bench::CachedInputs> most_cached_inputs(const std::vector<bench::Series>& all_series) {
  std::optional<bench::CachedInputs> most;
  for (const bench::Series& series : all_series) {
    for (const bench::RunConditions& conditions : series.conditions) {
      const auto& inputs = conditions.cached_inputs;
      if (inputs && (!most || inputs->share() > most->share())) most = inputs;
    }
  }
  return most;
}

}  // namespace resizer::analysis
