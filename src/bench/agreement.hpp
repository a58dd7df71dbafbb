#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bench/measurements.hpp"

namespace resizer::bench {

/// Whether all runs made the same files, judged by the hash that the worker took of each.
struct Agreement {
  /// Jobs that were done in at least one run.
  std::size_t compared = 0;
  /// Jobs of these that were done in every run, with equal outputs.
  std::size_t identical = 0;
  /// Indexes of the others, ascending.
  std::vector<std::size_t> different;
};

/// None for fewer than two runs. A run that did not go to its end is left out.
std::optional<Agreement> compare_outputs(const Measurements& measurements);

}  // namespace resizer::bench
