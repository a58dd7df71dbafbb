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

/// Whether the interval contains 1, so that neither "faster" nor "slower" is justified. Not without an interval.
bool is_undecided(const stats::PairedRatio& speedup) noexcept;

}  // namespace resizer::analysis
