#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "machine/core_kinds.hpp"
#include "machine/energy.hpp"
#include "machine/group.hpp"
#include "machine/power.hpp"
#include "machine/thermal.hpp"
#include "machine/topology.hpp"
#include "machine/virtualization.hpp"

namespace resizer::machine {

/// The machine and its current state, from proc(5), sys and cpufreq (Linux, Documentation/admin-guide/pm/cpufreq.rst).
/// None means unknown.
struct Description {
  std::optional<std::string> cpu_model;
  std::optional<unsigned> online_cores;  ///< As the kernel counts CPUs: every thread of a core.
  /// The frequency governor of the given cores, and its driver; several are joined by ", ".
  std::optional<std::string> governor;
  std::optional<std::string> frequency_driver;
  std::optional<double> frequency_mhz;      ///< Now; the mean of the given cores.
  std::optional<double> max_frequency_mhz;  ///< The highest of these cores.
  /// The load average of the last minute.
  std::optional<double> load_average;
  std::optional<std::uint64_t> memory_bytes;
  std::optional<std::uint64_t> available_memory_bytes;  ///< Without swapping.
  std::optional<std::uint64_t> memory_limit_bytes;      ///< Of the control groups.
  std::optional<std::string> kernel;                    ///< "Linux 6.1.0-13-amd64"
  std::optional<std::string> system;                    ///< "Debian GNU/Linux 12 (bookworm)"

  Topology topology;
  std::vector<CoreKind> core_kinds;          ///< Of all cores that are online.
  std::vector<CoreKind> allowed_core_kinds;  ///< Of the given cores; a core may lack threads.
  Power power;
  EnergyAccess energy;
  Thermal thermal;
  Virtualization virtualization;
  std::optional<QuotaStops> quota_stops;
  Pressures system_pressures;
  Pressures group_pressures;
};

/// Reads the state of the machine, with the frequencies of these CPUs. `root` replaces / in tests.
Description describe(const Cpus& cpus, const std::filesystem::path& root = "/");

}  // namespace resizer::machine
