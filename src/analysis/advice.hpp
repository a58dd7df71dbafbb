#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace resizer::analysis {

struct ReportModel;

/// One worker for each core is as fast as one for each thread.
struct SecondThreadsIdle {
  unsigned jobs = 1;  ///< As many as cores.
  double gain = 0;    ///< Of the pool with a worker for each thread over that one; 0.03 is 3 %.
};

/// The speedup is where memory limits it.
struct MemoryBound {
  double streaming = 1;  ///< How many times as much as one all workers' cores can stream together.
};

/// The clock is lower when all workers are at work.
struct ClockFell {
  double share = 0;  ///< 0.22: to 78 % of the clock in the sequential mode.
};

/// The machine saves its battery.
struct PlugIn {
  std::string sign;  ///< "the profile is low-power"
};

/// The others waited for the worker with one large image.
struct Straggler {
  std::size_t job = 0;
  double megapixels = 0;
  double idle_share = 0;  ///< Of the time of all workers.
};

/// Too little work for the workers to start for.
struct StartIsLong {
  double share = 0;  ///< Of the time of all workers.
};

/// What the user could do, as far as the measurement carries it.
using Advice = std::variant<SecondThreadsIdle, MemoryBound, ClockFell, PlugIn, Straggler, StartIsLong>;

/// Of the mode that stands for the run (ReportModel::headline).
std::vector<Advice> find_advice(const ReportModel& report);

}  // namespace resizer::analysis
