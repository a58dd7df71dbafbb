#pragma once

#include <optional>
#include <span>

#include "bench/benchmark.hpp"
#include "bench/calibration.hpp"
#include "machine/description.hpp"
#include "machine/processes.hpp"
#include "model/job.hpp"
#include "model/options.hpp"

namespace resizer::app {

/// What is measured, and beside what.
struct MeasuredWork {
  std::span<const bench::ConfiguredExecutor> executors;
  std::span<const model::Job> jobs;
  const model::RunOptions& options;
  const machine::Description& machine;
  bench::OtherProgram* other = nullptr;
};

struct MeasuredRun {
  bench::Measurements measurements;
  /// Of the other programs, that which took most CPU time meanwhile.
  std::optional<machine::BusyProgram> busiest_program;
  std::optional<bench::Calibration> calibration;
};

/// Does the work, watches the machine meanwhile, and calibrates its cores afterwards. Throws what bench::measure()
/// throws.
MeasuredRun measure_run(const MeasuredWork& work, bench::Observer& observer);

}  // namespace resizer::app
