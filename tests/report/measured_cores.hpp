#pragma once

#include <cmath>

#include "report/sample_facts.hpp"

namespace resizer::test {

/// What workers measured of their cores. None is unknown.
struct MeasuredCores {
  std::chrono::nanoseconds cpu{};  ///< Of each image.
  std::optional<double> mhz{};     ///< Readings are alternately 10 MHz above and below.
  std::optional<model::WorkCounts> counts{};
};

/// Gives this to every image of a mode.
inline void set_cores(const MeasuredCores& cores, bench::Series& series) {
  for (model::RunResult& run : series.runs) {
    for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
      model::JobOutcome& outcome = run.outcomes[i];
      outcome.cpu = cores.cpu;
      outcome.waits.reset();
      outcome.counts = cores.counts;
      if (cores.mhz) outcome.clock_mhz = *cores.mhz + (i % 2 == 0 ? 10 : -10);
    }
  }
}

/// compare_facts() on these cores.
inline analysis::Facts compare_facts_on(const MeasuredCores& sequential, const MeasuredCores& parallel) {
  analysis::Facts facts = compare_facts();
  set_cores(sequential, facts.measurements.series[0]);
  set_cores(parallel, facts.measurements.series[1]);
  return facts;
}

/// sweep_facts(), in which the clock falls by 1 % with each worker, and cycles grow by as much.
inline analysis::Facts sweep_facts_with_clocks() {
  analysis::Facts facts = sweep_facts();
  for (bench::Series& series : facts.measurements.series) {
    const double lower = std::pow(0.99, series.workers - 1.0);
    set_cores({.cpu = util::from_seconds(0.1 / lower / lower), .mhz = 3000 * lower}, series);
  }
  return facts;
}

}  // namespace resizer::test
