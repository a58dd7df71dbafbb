#include "app/calibration.hpp"

#include <algorithm>
#include <csignal>

#include "bench/calibrate.hpp"
#include "machine/sampler.hpp"
#include "util/allowance.hpp"
#include "util/error.hpp"
#include "util/signals.hpp"

namespace resizer::app {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kLeastTime = std::chrono::milliseconds(60);
constexpr nanoseconds kMostTime = std::chrono::seconds(1);

nanoseconds time_of(const bench::Measurements& measurements) {
  nanoseconds sum{};
  for (const bench::Series& series : measurements.series) {
    for (const model::RunResult& run : series.runs) sum += run.wall;
  }
  return sum;
}

std::vector<unsigned> pool_sizes(const bench::Measurements& measurements) {
  std::vector<unsigned> sizes;
  for (const bench::Series& series : measurements.series) {
    if (series.execution == model::Execution::parallel) sizes.push_back(series.workers);
  }
  return sizes;
}

}  // namespace

std::optional<bench::Calibration> calibration_for(const model::RunOptions& options, const machine::Description& machine,
                                                  const bench::Measurements& measurements) {
  const std::vector<unsigned> pools = pool_sizes(measurements);
  const bool compares = !pools.empty() && pools.size() < measurements.series.size();
  if (!options.calibrate || !compares || !bench::is_complete(measurements)) return std::nullopt;
  const nanoseconds budget = std::clamp(time_of(measurements) / 2, kLeastTime, kMostTime);
  try {
    const util::SignalDisposition child_signal(SIGCHLD, SIG_DFL);
    util::SignalGuard signals(util::kEndingSignals);
    machine::SystemSampler sampler(util::allowed_cpus());
    const machine::CpuSample before = sampler.take().cpu;
    const bench::CalibrationPlan plan = bench::plan_calibration(machine, pools, budget);
    const std::uint64_t memory_bytes = plan.has_streaming ? bench::streaming_bytes(machine.topology) : 0;
    auto found = bench::calibrate(plan, bench::measure_with_processes(plan.cpus.size(), memory_bytes),
                                  [&signals] { return signals.take().has_value(); });
    const auto use = machine::use_between(before, sampler.take().cpu);
    if (found && use) found->others_share = use->others_share();
    return found;
  } catch (const util::Error&) {
    return std::nullopt;  // the report is complete without it
  }
}

}  // namespace resizer::app
