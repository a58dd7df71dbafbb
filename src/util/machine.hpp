#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace resizer::util {

/// What the computer is and what it is doing at the moment, as Linux tells it (proc(5);
/// Documentation/admin-guide/pm/cpufreq.rst). None stands for unknown.
struct Machine {
  std::optional<std::string> cpu_model;
  std::optional<unsigned> online_cores;
  /// The frequency governor of the cores asked for, and the driver it works with; several are joined by ", ".
  std::optional<std::string> governor;
  std::optional<std::string> frequency_driver;
  std::optional<double> frequency_mhz;      ///< At the moment; the mean of the cores asked for.
  std::optional<double> max_frequency_mhz;  ///< The highest that any of these cores can reach.
  /// Tasks that ran or waited for a core or a disk, on average over the last minute.
  std::optional<double> load_average;
  std::optional<std::uint64_t> memory_bytes;
  std::optional<std::uint64_t> available_memory_bytes;  ///< What could be had without swapping.
  std::optional<std::uint64_t> memory_limit_bytes;      ///< Of the control groups; none also where they set none.
  std::optional<std::string> kernel;                    ///< "Linux 6.1.0-13-amd64"
  std::optional<std::string> system;                    ///< "Debian GNU/Linux 12 (bookworm)"
};

/// Looks at the machine, with the frequencies of these cores only. `root` stands in for / in tests.
Machine read_machine(std::span<const unsigned> cpus, const std::filesystem::path& root = "/");

}  // namespace resizer::util
