#pragma once

#include <cstddef>
#include <optional>

#include "bench/measurements.hpp"

namespace resizer::analysis {

/// The complete round with the median wall time, the shorter of two; none if no round is complete.
std::optional<std::size_t> typical_round(const bench::Series& series);

}  // namespace resizer::analysis
