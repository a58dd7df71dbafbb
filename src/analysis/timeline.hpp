#pragma once

#include <cstddef>
#include <vector>

#include "model/run_result.hpp"

namespace resizer::analysis {

/// A period of a worker's time: one image, or several too short to draw separately.
struct TimelineBlock {
  double begin_s = 0;  ///< From the start of the run.
  double end_s = 0;
  std::size_t images = 0;
  std::size_t failed = 0;  ///< Of these images.
  std::size_t job = 0;     ///< The first image.
};

/// The images of a worker in order of time. One shorter than `resolution_s` is merged with those that follow closely,
/// so that there are at most about 2 x wall time / resolution.
std::vector<TimelineBlock> timeline_blocks(const model::RunResult& run, unsigned worker, double resolution_s);

/// The share of the wall time in which a worker was processing an image.
double busy_share(const model::RunResult& run, unsigned worker);

}  // namespace resizer::analysis
