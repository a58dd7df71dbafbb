#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bench/measurements.hpp"

namespace resizer::analysis {

/// Something that was not to happen during a measurement.
struct Disturbance {
  std::vector<std::size_t> rounds;  ///< In which it was noticeable, from 0, ascending.
  double share = 0;                 ///< How much it took in the runs in which it was.
};

/// Events of a kind, and the rounds in which they were noticed.
template <class Event>
struct Occurrences {
  std::vector<std::size_t> rounds;  ///< From 0, ascending.
  std::vector<Event> events;
};

/// What disturbed the rounds. None means that nothing is known of it.
struct Disturbances {
  std::optional<Disturbance> others;  ///< Other programs took more than 5 % of the allowed cores.
  std::optional<Disturbance> stolen;  ///< The hypervisor took more than 2 % of them.
  /// More than 5 % of the inputs stayed in the file cache, which was to be cold.
  std::optional<Disturbance> cached_inputs;
  Occurrences<machine::Throttled> throttled;
  Occurrences<machine::PowerSourceChanged> power_changes;
  Occurrences<machine::GovernorChanged> governor_changes;
};

Disturbances find_disturbances(const std::vector<bench::Series>& all_series);

/// The disturbed rounds, ascending, if they are few: a quarter of all at most, with at least six others left. Otherwise
/// none, since an interval over what is left would speak of another machine.
std::vector<std::size_t> rounds_to_leave_out(const Disturbances& found, std::size_t rounds);

/// Of the run that found the largest part of its inputs in the file cache; none unless that was to be cold.
std::optional<bench::CachedInputs> most_cached_inputs(const std::vector<bench::Series>& all_series);

}  // namespace resizer::analysis
