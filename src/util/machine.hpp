#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace resizer::util {

/// The machine and its current state, from proc(5) and cpufreq (Linux, Documentation/admin-guide/pm/cpufreq.rst). None
/// means unknown.
struct Machine {
  std::optional<std::string> cpu_model;
  std::optional<unsigned> online_cores;
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
};

/// Reads the state of the machine, with the frequencies of these cores. `root` replaces / in tests.
Machine read_machine(std::span<const unsigned> cpus, const std::filesystem::path& root = "/");

}  // namespace resizer::util
