#include "app/measured_run.hpp"

#include <unistd.h>

#include <utility>

#include "app/calibration.hpp"
#include "machine/sampler.hpp"
#include "util/allowance.hpp"

namespace resizer::app {

MeasuredRun measure_run(const MeasuredWork& work, bench::Observer& observer) {
  machine::SystemSampler sampler(util::allowed_cpus());
  auto processes_before = machine::read_process_times();
  MeasuredRun run;
  run.measurements =
      bench::measure(work.executors, work.jobs, work.options, observer, {.sampler = &sampler, .other = work.other});
  run.busiest_program = machine::busiest_program({.begin = std::move(processes_before),
                                                  .end = machine::read_process_times(),
                                                  .self = ::getpid(),
                                                  .cpus = util::allowed_cpus()});
  run.calibration = calibration_for(work.options, work.machine, run.measurements);
  return run;
}

}  // namespace resizer::app
