#pragma once

#include <vector>

#include "model/run_result.hpp"

namespace resizer::analysis {

/// The clock of the cores at some time of a run.
struct ClockPoint {
  double at_s = 0;  ///< From the start of the run.
  double mhz = 0;
};

/// The readings of all workers over time: the median of each period of `period_s`, at its middle, in order. Periods
/// without a reading have no point.
std::vector<ClockPoint> clock_curve(const model::RunResult& run, double period_s);

}  // namespace resizer::analysis
