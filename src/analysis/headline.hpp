#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// The mode whose figures stand for the run, as an index into `modes`: the recommended pool; otherwise the default one,
/// which has as many workers as there are allowed cores, or the one that comes closest to it from below, or else from
/// above; without a pool, the sequential mode. None if nothing ran.
std::optional<std::size_t> headline_mode(const Facts& facts, const std::vector<ModeSummary>& modes,
                                         const std::optional<Scaling>& scaling);

/// The speedup of a mode. It is the one that every report shows, in words, tables and charts.
struct Speedup {
  double ratio = 1;
  std::optional<stats::Interval> interval;  ///< Of at least 95 %; none for too few rounds.
  std::size_t rounds = 0;

  /// Whether the interval contains 1, so that neither "faster" nor "slower" is justified.
  bool is_undecided() const noexcept { return interval && interval->low <= 1 && interval->high >= 1; }
};

/// None for the sequential mode, and without one to compare with.
std::optional<Speedup> speedup_of(const ModeSummary& mode);

}  // namespace resizer::analysis
