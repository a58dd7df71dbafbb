#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bench/measurements.hpp"

namespace resizer::bench {

/// Whether all runs wrote the same files, judged by their hashes.
struct Agreement {
  /// Jobs that were done in at least one run.
  std::size_t compared = 0;
  /// Of these, jobs done in every run with equal outputs.
  std::size_t identical = 0;
  /// Indexes of the others, ascending.
  std::vector<std::size_t> different;
};

/// None for fewer than two runs. Incomplete runs are left out.
std::optional<Agreement> compare_outputs(const Measurements& measurements);

}  // namespace resizer::bench
