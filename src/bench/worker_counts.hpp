#pragma once

#include <cstddef>
#include <vector>

#include "model/options.hpp"

namespace resizer::bench {

/// What bounds the number of workers.
struct WorkerBounds {
  unsigned cores = 1;      ///< Cores allowed; at least 1.
  std::size_t images = 1;  ///< More workers than that would find nothing to do; at least 1.
};

/// The worker counts that were chosen, none above the number of images, each once, ascending. A sweep is 1, 2,
/// 3, 4, 8, 16 and so on below the cores allowed (the 3, so that four cores suffice for every curve), the cores
/// allowed, and one more worker than that, to see that it does not help.
std::vector<unsigned> worker_counts(const model::Workers& chosen, const WorkerBounds& bounds);

}  // namespace resizer::bench
