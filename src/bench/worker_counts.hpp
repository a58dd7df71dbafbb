#pragma once

#include <cstddef>
#include <vector>

#include "model/options.hpp"

namespace resizer::bench {

/// Upper bounds for the number of workers.
struct WorkerBounds {
  unsigned cores = 1;      ///< Allowed cores; at least 1.
  std::size_t images = 1;  ///< More workers would find nothing to do; at least 1.
};

/// The chosen worker counts, unique and ascending. A sweep is 1, 2, 3, 4, 8, 16 and so on below the number of allowed
/// cores (3 so that four cores suffice for every curve), that number itself, and one more, to show that it does not
/// help.
std::vector<unsigned> requested_worker_counts(const model::Workers& chosen, unsigned cores);

/// The requested worker counts, but none above the number of images.
std::vector<unsigned> worker_counts(const model::Workers& chosen, const WorkerBounds& bounds);

}  // namespace resizer::bench
