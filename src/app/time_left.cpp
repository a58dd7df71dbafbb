#include "app/time_left.hpp"

#include <algorithm>

#include "util/quantity.hpp"

namespace resizer::app {

double all_time_left(double elapsed_s, double share_done, const LaterTime& later) {
  const double whole_s = elapsed_s / share_done;
  return whole_s * (1 - share_done) + later.known_s + later.times_this_one * whole_s;
}

void RunTimes::add(const model::RunResult& run) {
  if (run.is_complete()) taken_.push_back({{run.execution, run.workers}, util::to_seconds(run.wall)});
}

LaterTime RunTimes::later_than(const bench::RunHeading& heading) const {
  LaterTime later;
  for (const bench::LaterRuns& runs : heading.later) {
    const auto last = std::find_if(taken_.rbegin(), taken_.rend(),
                                   [&](const Taken& taken) { return taken.configuration == runs.configuration; });
    if (last != taken_.rend()) {
      later.known_s += runs.count * last->wall_s;
    } else {
      later.times_this_one += runs.count * speed(heading.workers) / speed(runs.configuration.workers);
    }
  }
  return later;
}

double RunTimes::speed(unsigned workers) const {
  return std::max(1U, std::min(workers, cores_));
}

}  // namespace resizer::app
