#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "machine/topology.hpp"

namespace resizer::machine {

/// Frequencies and their policy (Linux, Documentation/admin-guide/pm/cpufreq.rst). None means unknown.
struct Clock {
  std::optional<double> min_mhz;    ///< Of the hardware.
  std::optional<double> max_mhz;    ///< Of the hardware, with turbo.
  std::optional<double> limit_mhz;  ///< The highest that the policy allows.
  std::optional<std::string> governor;
};

/// Cores that are alike.
struct CoreKind {
  std::vector<Core> cores;
  Cpus cpus;  ///< Their threads.
  /// Relative to the fastest core of the machine, which has 1,024; none if unknown (cpu_capacity of
  /// Documentation/scheduler/sched-capacity.rst).
  std::optional<std::uint64_t> capacity;
  Clock clock;  ///< The widest of these cores.
};

/// The kinds of cores among `cores`, the fastest first: by the lists of a hybrid processor of Intel
/// (sys/devices/cpu_core/cpus, cpu_atom, cpu_lowpower; Linux, tools/perf/Documentation/intel-hybrid.txt), elsewhere by
/// their capacity. One kind if they are alike, none for no core. `root` replaces / in tests.
std::vector<CoreKind> read_core_kinds(const std::vector<Core>& cores, const std::filesystem::path& root = "/");

}  // namespace resizer::machine
