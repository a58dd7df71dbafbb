#pragma once

#include <vector>

#include "bench/benchmark.hpp"

namespace resizer::app {

/// Estimates the duration of later runs: in seconds for configurations that have run before, and as a multiple of this
/// run for the others.
struct LaterTime {
  double known_s = 0;
  double times_this_one = 0;
};

/// The time left of all runs, given the completed share of this one.
double all_time_left(double elapsed_s, double share_done, const LaterTime& later);

/// Remembers how long each configuration took.
class RunTimes {
 public:
  /// Workers beyond `cores` are assumed to add no speed.
  explicit RunTimes(unsigned cores) : cores_(cores) {}

  void add(const model::RunResult& run);
  LaterTime later_than(const bench::RunHeading& heading) const;

 private:
  struct Taken {
    bench::Configuration configuration;
    double wall_s;
  };
  double speed(unsigned workers) const;

  unsigned cores_;
  std::vector<Taken> taken_;
};

}  // namespace resizer::app
