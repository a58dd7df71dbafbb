#include "app/measured_run.hpp"

#include <unistd.h>

#include <map>
#include <optional>

#include "app/calibration.hpp"
#include "app/observers.hpp"
#include "machine/sampler.hpp"
#include "util/allowance.hpp"

namespace resizer::app {
namespace {

/// Finds the program that takes the cores from the runs. Looking at hundreds of processes takes milliseconds, so it
/// begins with the first tick or the second run: what a single shorter run loses to others is not worth a name.
class ProgramWatch final : public bench::Observer {
 public:
  void on_warming() override {}
  void on_run_begin(const bench::RunHeading& /*heading*/) override {
    if (runs_++ > 0) begin();
  }
  void on_other_run(const bench::RunHeading& /*heading*/) override {}
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override {}
  void on_tick() override { begin(); }
  void on_run_end(const model::RunResult& /*result*/) override {}

  std::optional<machine::BusyProgram> busiest() const {
    if (!begin_) return std::nullopt;
    return machine::busiest_program(
        {.begin = *begin_, .end = machine::read_process_times(), .self = ::getpid(), .cpus = util::allowed_cpus()});
  }

 private:
  void begin() {
    if (!begin_) begin_ = machine::read_process_times();
  }

  unsigned runs_ = 0;
  std::optional<std::map<pid_t, machine::ProcessTime>> begin_;
};

}  // namespace

MeasuredRun measure_run(const MeasuredWork& work, bench::Observer& observer) {
  machine::SystemSampler sampler(util::allowed_cpus());
  ProgramWatch program_watch;
  Observers observers;
  observers.add(program_watch);
  observers.add(observer);
  MeasuredRun run;
  run.measurements =
      bench::measure(work.executors, work.jobs, work.options, observers, {.sampler = &sampler, .other = work.other});
  run.busiest_program = program_watch.busiest();
  run.calibration = calibration_for(work.options, work.machine, run.measurements);
  return run;
}

}  // namespace resizer::app
