#pragma once

#include <cstddef>
#include <vector>

#include "model/run_result.hpp"

namespace resizer::analysis {

/// A stretch of a worker's time: one image, or several that are too short to be
/// drawn apart.
struct TimelineBlock {
  double begin_s = 0;  ///< From the start of the run.
  double end_s = 0;
  std::size_t images = 0;
  std::size_t failed = 0;  ///< Of these images.
  std::size_t job = 0;     ///< The first image.
};

/// The images that a worker had, in the order of time. Where one is shorter than `resolution_s` it takes in those that
/// follow closely until it is not, so that there are never more than about 2 x wall time / resolution.
std::vector<TimelineBlock> timeline_blocks(const model::RunResult& run, unsigned worker, double resolution_s);

/// The share of the run's wall time in which a worker had an image in hand.
double busy_share(const model::RunResult& run, unsigned worker);

}  // namespace resizer::analysis
