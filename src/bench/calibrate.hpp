#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "bench/calibration.hpp"
#include "bench/calibration_loops.hpp"
#include "machine/description.hpp"

namespace resizer::bench {

/// What to calibrate.
struct CalibrationPlan {
  machine::Cpus cpus;                         ///< In the order of machine::spread_order().
  std::vector<unsigned> counts;               ///< How many of them together, ascending, none above their number.
  std::optional<machine::Cpus> both_threads;  ///< Those of a core that has two or more.
  bool has_streaming = true;
  std::chrono::nanoseconds slice{};  ///< For how long each loop runs.
};

/// Each worker count, and those at which the cores, the fast cores and the second threads end. The time for all of it
/// is about `budget`, but at least 2 ms for each loop; without time for memory, there is no streaming.
CalibrationPlan plan_calibration(const machine::Description& machine, const std::vector<unsigned>& worker_counts,
                                 std::chrono::nanoseconds budget);

/// Runs a loop on all these CPUs at the same time. Returns how many passes each did in a second of its CPU time, in
/// their order, so that other programs on the same CPU do not count; nothing if it cannot.
using MeasureRates =
    std::function<std::vector<double>(Loop loop, const machine::Cpus& cpus, std::chrono::nanoseconds slice)>;

/// Each loop runs three times on each CPU alone and on each number of them, in turns; the fastest counts, since all
/// that disturbs makes it slower. None if it cannot be measured, or if `stop` says so before it is complete.
std::optional<Calibration> calibrate(const CalibrationPlan& plan, const MeasureRates& rates,
                                     const std::function<bool()>& stop);

/// Measures with a process for each CPU, of which there are at most `cpus` at the same time. `memory_bytes`: of the
/// arrays that the streaming loop of each process works on.
MeasureRates measure_with_processes(std::size_t cpus, std::uint64_t memory_bytes);

/// Twice the largest cache, so that most of it is in memory even if no other CPU shares that cache: 32 to 256 MB.
std::uint64_t streaming_bytes(const machine::Topology& topology);

}  // namespace resizer::bench
